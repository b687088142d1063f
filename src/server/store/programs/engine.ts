import type { Expression, Kysely, SelectQueryBuilder, SqlBool } from 'kysely';
import type { Database } from '../database.ts';
import type { PairColumn } from '../pair-fields.ts';
import type { PatternPart } from '../pairs/like-pattern.ts';
import type { PairFilter } from '../store.ts';
import type { Program, Query } from './program.ts';
import type { TimeLimit } from './time-limit.ts';

/** The SQL that differs between engines. Everything else runs on all of them. */
export interface Dialect {
  /** Compiles queries for this engine; cannot run them. */
  readonly queries: Kysely<Database>;
  /** Keeps other transactions from changing the selected rows. */
  lockRows<Row>(query: SelectQueryBuilder<Database, 'tenant', Row>): SelectQueryBuilder<Database, 'tenant', Row>;
  /** Whether a column of pairs, as text, matches; case matters. */
  like(column: PairColumn, pattern: readonly PatternPart[]): Expression<SqlBool>;
  /** Whether a column of pairs, as text, matches; both sides go through `foldCase`. */
  ilike(column: PairColumn, pattern: readonly PatternPart[]): Expression<SqlBool>;
  /**
   * A condition for each row that a query looks at: true, but throws once the query has taken longer than it may.
   * Undefined if the engine stops queries by itself.
   */
  readonly isInTime?: Readonly<Record<'pair' | 'deleted_pair', Expression<SqlBool>>>;
  /** Keeps the index that `findCandidates` searches up to date; undefined without such an index. */
  readonly searchIndex?: {
    /** For the pair inserted last. */
    insertLatest(keyFolded: string): Query;
    insert(rowId: number, keyFolded: string): Query;
    delete(rowId: number, keyFolded: string): Query;
  };
  /**
   * The rows to look at for `filter` when an index finds them to be few among the `pairCount` of the tenant: a query
   * of `row_id`s of any tenant, with all matches and maybe more. Undefined: look at all rows of the tenant.
   */
  findCandidates(filter: PairFilter, pairCount: number): Program<Expression<number> | undefined>;
}

export interface TextOptions {
  /** The fewest characters of a piece, but for the last one. */
  readonly pieceLength: number;
  /** Counts only the time for pieces that are shorter. */
  readonly limit?: TimeLimit;
  /** The rows are few and short: they may be in memory together. */
  readonly isShort: boolean;
}

/** Runs programs on a database. */
export interface Engine {
  readonly dialect: Dialect;
  /**
   * Runs the program on one snapshot: all its queries see the same commits, whatever is written while it runs.
   *
   * @throws {KvError} `QUERY_TOO_EXPENSIVE` beyond the limit, `UNAVAILABLE`, besides what the program throws
   */
  read<Result>(program: () => Program<Result>, limit?: TimeLimit): Promise<Result>;
  /** Like `texts`, for few and short rows: all of them in one piece. */
  text(program: () => Program<Query>, write: (row: readonly unknown[]) => string): Promise<string>;
  /**
   * Runs the query that the program finds, on the same snapshot, and writes each of its rows as text. Yields pieces
   * with the rows separated by commas; the next one is made when it is asked for. Rows are the values of the columns in
   * their order.
   *
   * @throws {KvError} like `read`
   */
  texts(
    program: () => Program<Query>,
    write: (row: readonly unknown[]) => string,
    options: TextOptions,
  ): AsyncIterable<string>;
  /**
   * Runs the program as one transaction, maybe several times until it succeeds. Resolves when the commit has
   * reached stable storage.
   *
   * @throws {KvError} `UNAVAILABLE`, besides what the program throws; then nothing is kept as far as is known
   */
  write<Result>(program: () => Program<Result>): Promise<Result>;
  /** Leaves no trace of what has been removed, as far as that is possible now. Never rejects. */
  erase(): Promise<void>;
  /** @throws {KvError} `UNAVAILABLE` when it cannot do its work */
  ping(): Promise<void>;
  /** Finishes the writes under way and releases the database. */
  close(): Promise<void>;
}
