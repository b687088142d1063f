import type { Database, Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Query } from '../program.ts';

const MAX_STATEMENTS = 250;

/** Runs queries, keeping the statements of the latest ones prepared. */
export class SqliteStatements {
  readonly #db: Database;
  /** By SQL text. */
  readonly #statements = new LRUCache<string, Statement<unknown[]>>({ max: MAX_STATEMENTS });

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
    if (known) return known;
    const statement = this.#db.prepare<unknown[]>(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
