import type { Database } from 'better-sqlite3';
import { KvError } from '#contract/errors.ts';
import type { Engine } from '../engine.ts';
import type { Program, Query } from '../program.ts';
import { sqliteDialect } from './dialect.ts';
import { isFatal, toStoreError } from './errors.ts';
import { GroupCommit, type Transactions } from './group-commit.ts';
import { SqliteStatements } from './statements.ts';

/** Runs programs on one connection, synchronously and one after another, so none sees another's transaction. */
export class SqliteEngine implements Engine {
  readonly dialect = sqliteDialect;
  readonly #db: Database;
  readonly #onClose: () => void;
  readonly #statements: SqliteStatements;
  readonly #commits: GroupCommit;
  /** After an error that leaves the file in doubt. */
  #isBroken = false;

  /** `onClose` lets go of what came with the connection. */
  constructor(db: Database, onClose: () => void) {
    this.#db = db;
    this.#onClose = onClose;
    this.#statements = new SqliteStatements(db);
    this.#commits = new GroupCommit(this.#createTransactions());
  }

  async read<Result>(program: () => Program<Result>): Promise<Result> {
    return this.#drive(program());
  }

  write<Result>(program: () => Program<Result>): Promise<Result> {
    return this.#commits.submit(() => this.#drive(program()));
  }

  async ping(): Promise<void> {
    this.#assertSound();
    this.#run({ sql: 'select name from meta', parameters: [] });
  }

  async close(): Promise<void> {
    if (!this.#db.open) return;
    this.#commits.close();
    this.#db.close();
    this.#onClose();
  }

  #drive<Result>(program: Program<Result>): Result {
    let step = program.next([]);
    while (!step.done) step = program.next(this.#run(step.value));
    return step.value;
  }

  #run(query: Query): readonly unknown[] {
    if (!this.#db.open) throw new KvError('UNAVAILABLE', 'The server is stopping.');
    try {
      return this.#statements.run(query);
    } catch (error) {
      if (isFatal(error)) this.#isBroken = true;
      throw toStoreError(error);
    }
  }

  #createTransactions(): Transactions {
    const execute = (sql: string) => this.#run({ sql, parameters: [] });
    const totalChanges = this.#db.prepare<[], number>('select total_changes()').pluck();
    return {
      begin: () => {
        this.#assertSound();
        execute('begin immediate');
      },
      commit: () => {
        // One of the writes may have found the damage.
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
