import type { Database, Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Query } from '../../programs/program.ts';

const MAX_STATEMENTS = 250;

/** Runs queries on a connection, keeping the statements of the latest ones prepared. */
export class SqliteStatements {
  readonly db: Database;
  /** The statement that was run last: where a later row of it fails, only this says which it was. */
  latestSql = '';
  /** By SQL text, and whether their rows are arrays. */
  readonly #statements = new LRUCache<string, Statement<unknown[]>>({ max: MAX_STATEMENTS });

  constructor(db: Database) {
    this.db = db;
  }

  run({ sql, parameters }: Query): readonly unknown[] {
    const statement = this.#prepare(sql);
    if (statement.reader) return statement.all(...parameters);
    statement.run(...parameters);
    return [];
  }

  /**
   * The rows as arrays. While they are read one by one, the connection can run other queries but change nothing, and
   * not run this one again.
   */
  iterate({ sql, parameters }: Query, oneByOne: boolean): Iterator<unknown> {
    const statement = this.#prepare(sql, true);
    return oneByOne ? statement.iterate(...parameters) : statement.all(...parameters)[Symbol.iterator]();
  }

  #prepare(sql: string, asArrays = false): Statement<unknown[]> {
    this.latestSql = sql;
    const name = asArrays ? `arrays: ${sql}` : sql;
    const known = this.#statements.get(name);
    if (known) return known;
    const statement = this.db.prepare<unknown[]>(sql);
    if (asArrays) statement.raw();
    this.#statements.set(name, statement);
    return statement;
  }
}
