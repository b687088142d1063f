import type { Database } from 'better-sqlite3';
import { KvError } from '#contract/errors.ts';
import type { Engine, TextOptions } from '../../programs/engine.ts';
import type { Program, Query } from '../../programs/program.ts';
import { type TimeLimit, tooExpensive } from '../../programs/time-limit.ts';
import { BUSY_MS } from '../file/connection.ts';
import { sqliteDialect } from '../sql/dialect.ts';
import { findDamage, isFatal, isSqliteError, toStoreError } from './errors.ts';
import { GroupCommit, type Transactions } from './group-commit.ts';
import { SqliteStatements } from './statements.ts';

interface SqliteEngineOptions {
  /** Lets go of what came with the connection. */
  readonly onClose?: () => void;
  /**
   * Opens another connection to the same file. Long answers get one each, so that what is read between two pieces sees
   * what was written by then. Absent in memory: there the rows of an answer are read at once.
   */
  readonly connect?: () => Database;
  /** Whether others have connections to the same database. */
  readonly isShared?: boolean;
  /** Learns of damage, with the tables of the statement that found it. */
  readonly onDamage?: (message: string) => void;
  /** Whether to stop reading, for example because the server does. */
  readonly isStopping?: () => boolean;
}

const BEGIN: Query = { sql: 'begin', parameters: [] };
/** Of a transaction that only reads; after damage was found, a commit would fail. */
const END: Query = { sql: 'rollback', parameters: [] };

/** Runs programs on one connection, synchronously and one after another, so none sees another's transaction. */
export class SqliteEngine implements Engine {
  readonly dialect = sqliteDialect;
  readonly #db: Database;
  readonly #options: SqliteEngineOptions;
  readonly #statements: SqliteStatements;
  readonly #commits: GroupCommit;
  /** Connections for long answers that are not in use. */
  readonly #spare: SqliteStatements[] = [];
  /** When the read under way has to stop, by `performance.now()`. */
  #end = Number.POSITIVE_INFINITY;
  /** After an error that leaves the file in doubt. */
  #isBroken = false;

  constructor(db: Database, options: SqliteEngineOptions = {}) {
    this.#db = db;
    this.#options = options;
    this.#statements = this.#prepareFor(db);
    this.#commits = new GroupCommit(this.#createTransactions());
  }

  async read<Result>(program: () => Program<Result>, limit?: TimeLimit): Promise<Result> {
    return this.#timed(limit, () => this.#onSnapshot(() => this.#drive(this.#statements, program())));
  }

  async text(program: () => Program<Query>, write: (row: readonly unknown[]) => string): Promise<string> {
    const steps = program();
    const first = steps.next([]);
    // A single statement sees one snapshot anyway.
    return first.done
      ? this.#writeAll(first.value, write)
      : this.#onSnapshot(() => this.#writeAll(this.#drive(this.#statements, steps, first), write));
  }

  async *texts(
    program: () => Program<Query>,
    write: (row: readonly unknown[]) => string,
    { pieceLength, limit, isShort }: TextOptions,
  ): AsyncGenerator<string, void> {
    const { connect } = this.#options;
    if (isShort || !connect) {
      const rows = this.#timed(limit, () => this.#onSnapshot(() => this.#rows(this.#statements, program(), false)));
      for (let text = writeRows(rows, write, pieceLength); text !== ''; ) {
        yield text;
        text = writeRows(rows, write, pieceLength, ',');
      }
      return;
    }
    const statements = this.#spare.pop() ?? this.#prepareFor(connect());
    let rows: Iterator<unknown> | undefined;
    const nextPiece = (): string => {
      if (rows) return writeRows(rows, write, pieceLength, ',');
      statements.run(BEGIN);
      rows = this.#rows(statements, program(), true);
      return writeRows(rows, write, pieceLength);
    };
    try {
      for (;;) {
        const msLeft = limit?.msLeft;
        const piece = this.#timed(limit, () => this.#guard(nextPiece, statements));
        if (piece === '') return;
        // A long answer is no expensive query: only time counts that brings less than a full piece.
        if (msLeft !== undefined && piece.length >= pieceLength) limit?.allow(msLeft);
        yield piece;
      }
    } finally {
      rows?.return?.();
      this.#release(statements);
    }
  }

  write<Result>(program: () => Program<Result>): Promise<Result> {
    return this.#commits.submit(() => this.#drive(this.#statements, program()));
  }

  /** Empties the log, which still has what the file has no more; later, if somebody is reading. */
  async erase(): Promise<void> {
    if (!this.#db.open || this.#isBroken) return;
    try {
      // Nobody may wait for a reader.
      this.#db.pragma('busy_timeout = 0');
      this.#db.pragma('wal_checkpoint(truncate)');
    } catch {
      // The next time.
    } finally {
      this.#db.pragma(`busy_timeout = ${BUSY_MS}`);
    }
  }

  async ping(): Promise<void> {
    this.#assertSound();
    this.#run(this.#statements, { sql: 'select name from meta', parameters: [] });
  }

  async close(): Promise<void> {
    if (!this.#db.open) return;
    this.#commits.close();
    for (const { db } of this.#spare) db.close();
    this.#db.close();
    this.#options.onClose?.();
  }

  #prepareFor(db: Database): SqliteStatements {
    // The driver cannot interrupt a statement, but a function that the statement calls can end it.
    db.function('in_time', () => {
      if (performance.now() > this.#end) throw tooExpensive();
      if (this.#options.isStopping?.()) throw stopping();
      return 1;
    });
    return new SqliteStatements(db);
  }

  #release(statements: SqliteStatements): void {
    if (!this.#db.open) {
      statements.db.close();
      return;
    }
    if (statements.db.inTransaction) statements.run(END);
    this.#spare.push(statements);
  }

  /** Does `work` in the time that is left. */
  #timed<Result>(limit: TimeLimit | undefined, work: () => Result): Result {
    if (!limit) return work();
    limit.assertLeft();
    const start = performance.now();
    this.#end = start + limit.msLeft;
    try {
      return work();
    } finally {
      this.#end = Number.POSITIVE_INFINITY;
      limit.spend(performance.now() - start);
    }
  }

  /** Alone on the database, every program sees a snapshot anyway. */
  #onSnapshot<Result>(work: () => Result): Result {
    if (!this.#options.isShared) return work();
    this.#run(this.#statements, BEGIN);
    try {
      return work();
    } finally {
      this.#run(this.#statements, END);
    }
  }

  /** The rows of the query that the program finds. */
  #rows(statements: SqliteStatements, program: Program<Query>, isLong: boolean): Iterator<unknown> {
    const query = this.#drive(statements, program);
    return this.#guard(() => statements.iterate(query, isLong), statements);
  }

  #writeAll(query: Query, write: (row: readonly unknown[]) => string): string {
    return writeRows(
      this.#guard(() => this.#statements.iterate(query, false), this.#statements),
      write,
      Number.POSITIVE_INFINITY,
    );
  }

  #drive<Result>(statements: SqliteStatements, program: Program<Result>, first = program.next([])): Result {
    let step = first;
    while (!step.done) step = program.next(this.#run(statements, step.value));
    return step.value;
  }

  #run(statements: SqliteStatements, query: Query): readonly unknown[] {
    return this.#guard(() => statements.run(query), statements);
  }

  #guard<Result>(work: () => Result, statements: SqliteStatements): Result {
    if (!this.#db.open) throw stopping();
    try {
      return work();
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      if (isFatal(error)) this.#isBroken = true;
      const failure = toStoreError(error, statements.latestSql);
      const damage = findDamage(failure);
      if (damage !== undefined) this.#options.onDamage?.(damage);
      throw failure;
    }
  }

  #createTransactions(): Transactions {
    const execute = (sql: string) => this.#run(this.#statements, { sql, parameters: [] });
    const totalChanges = this.#db.prepare<[], number>('select total_changes()').pluck();
    return {
      begin: () => {
        this.#assertSound();
        execute('begin immediate');
      },
      commit: () => {
        // One of the writes may have failed like that.
        this.#assertSound();
        execute('commit');
      },
      rollback: () => {
        // After some errors SQLite has already rolled back.
        if (this.#db.inTransaction) execute('rollback');
      },
      savepoint: (work) => {
        execute('savepoint pending_write');
        try {
          const result = work();
          execute('release pending_write');
          return result;
        } catch (error) {
          if (this.#db.inTransaction) {
            execute('rollback to pending_write');
            execute('release pending_write');
          }
          throw error;
        }
      },
      isOpen: () => this.#db.inTransaction,
      changes: () => totalChanges.get() ?? 0,
    };
  }

  #assertSound(): void {
    if (this.#isBroken) throw new KvError('UNAVAILABLE', 'The database has failed; the server has to be restarted.');
  }
}

const stopping = () => new KvError('UNAVAILABLE', 'The server is stopping.');

/** The next piece; empty when no row is left. */
function writeRows(
  rows: Iterator<unknown>,
  write: (row: readonly unknown[]) => string,
  length: number,
  separator: '' | ',' = '',
): string {
  let text = '';
  for (let next = rows.next(); !next.done; next = rows.next()) {
    text += (text === '' ? separator : ',') + write(next.value as readonly unknown[]);
    if (text.length >= length) break;
  }
  return text;
}
