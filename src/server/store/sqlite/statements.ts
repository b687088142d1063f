import type { Database, Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Query } from '../program.ts';

const MAX_STATEMENTS = 250;

/** Runs queries on a connection, keeping the statements of the latest ones prepared. */
export class SqliteStatements {
  readonly db: Database;
  /** By SQL text. */
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

  /** The rows as arrays. While they are read one by one, the connection can do nothing else. */
  iterate({ sql, parameters }: Query, oneByOne: boolean): Iterator<unknown> {
    // Not from the cache: a statement keeps returning arrays, and cannot be run while it is read.
    const statement = this.db.prepare<unknown[]>(sql).raw();
    return oneByOne ? statement.iterate(...parameters) : statement.all(...parameters)[Symbol.iterator]();
  }

  #prepare(sql: string): Statement<unknown[]> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.db.prepare<unknown[]>(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
