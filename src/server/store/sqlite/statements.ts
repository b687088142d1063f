import type { Database, Statement } from 'better-sqlite3';
import type { Query } from '../program.ts';

const MAX_STATEMENTS = 250;

/** Runs queries, keeping the statements of the latest ones prepared. */
export class SqliteStatements {
  readonly #db: Database;
  /** By SQL text, the one used longest ago first. */
  readonly #statements = new Map<string, Statement<unknown[]>>();

  constructor(db: Database) {
    this.#db = db;
  }

  run({ sql, parameters }: Query): readonly unknown[] {
    const statement = this.#prepare(sql);
    if (statement.reader) return statement.all(...parameters);
    statement.run(...parameters);
    return [];
  }

  #prepare(sql: string): Statement<unknown[]> {
    const known = this.#statements.get(sql);
    if (known) this.#statements.delete(sql);
    const statement = known ?? this.#db.prepare<unknown[]>(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > MAX_STATEMENTS) this.#dropOldest();
    return statement;
  }

  #dropOldest(): void {
    const [oldest] = this.#statements.keys();
    if (oldest !== undefined) this.#statements.delete(oldest);
  }
}
