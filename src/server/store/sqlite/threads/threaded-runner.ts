import { availableParallelism } from 'node:os';
import type { Database } from 'better-sqlite3';
import { KvError } from '#contract/errors.ts';
import type { Retention } from '../../history.ts';
import { LocalRunner } from '../../programs/local-runner.ts';
import type { RowChunk } from '../../programs/row-text.ts';
import type { ReadTurn, Runner } from '../../programs/runner.ts';
import { SqliteEngine } from '../engine/engine.ts';
import { findDamage } from '../engine/errors.ts';
import type { Piece, Work } from './messages.ts';
import { ReaderQueue } from './reader-queue.ts';
import { type Spent, StoreThread } from './store-thread.ts';

/** The most writes that may wait. */
const MAX_WAITING_WRITES = 1_000;
/** Two even on one processor: a long query of one API key must not hold up those of the others. */
const MAX_READERS = Math.max(2, Math.min(availableParallelism() - 1, 8));

interface ThreadedRunnerOptions {
  readonly file: string;
  readonly clock: () => Date;
  readonly retention: Retention | undefined;
  /** Learns of damage as often as it is found, with the tables of the statement that found it. */
  readonly onDamage: (message: string) => void;
  /** Lets go of what came with the database. */
  readonly onClose: () => void | Promise<void>;
}

/**
 * Runs the programs of the store on a SQLite file in threads with one job each: lookups here and at once, from a
 * connection that only reads; writes in a thread with the one connection that writes; all other reads in threads that
 * share them fairly. So a flush or a long query keeps nobody waiting who does not need it.
 */
export class ThreadedRunner implements Runner {
  readonly #options: ThreadedRunnerOptions;
  readonly #local: LocalRunner;
  readonly #writer: StoreThread;
  readonly #queue: ReaderQueue<StoreThread>;
  readonly #stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  #lastRows = 0;
  #isClosed = false;

  /** `db` is a connection to the file that only reads from now on. */
  constructor(db: Database, options: ThreadedRunnerOptions) {
    this.#options = options;
    const { file, clock, retention, onDamage } = options;
    db.pragma('query_only = 1');
    this.#local = new LocalRunner(new SqliteEngine(db, { isShared: true, onDamage }), clock, retention);
    const data = { file, retention, stop: this.#stop };
    const onError = (error: Error) => {
      const damage = findDamage(error);
      if (damage !== undefined) onDamage(damage);
    };
    this.#writer = new StoreThread(data, onError);
    this.#queue = new ReaderQueue(() => new StoreThread(data, onError), MAX_READERS);
    this.lookUp = this.#local.lookUp;
    this.rowsNow = this.#local.rowsNow;
  }

  readonly lookUp: Runner['lookUp'];
  readonly rowsNow: Runner['rowsNow'];

  write: Runner['write'] = async (name, ...args) => {
    this.#assertOpen();
    if (this.#writer.waiting >= MAX_WAITING_WRITES) {
      throw new KvError('UNAVAILABLE', 'Too many writes are waiting. Try again.');
    }
    const { result } = await this.#writer.send({ kind: 'write', name, args, now: this.#now() });
    return result as never;
  };

  read: Runner['read'] = async (turn, name, ...args) => {
    this.#assertOpen();
    return (await this.#queue.run(turn.owner, (thread) =>
      ask(thread, turn, { kind: 'read', name, args, now: this.#now(), msLeft: turn.limit.msLeft }),
    )) as never;
  };

  rows: Runner['rows'] = (turn, fields, name, ...args) => {
    this.#lastRows += 1;
    const rows = this.#lastRows;
    const toWork = (): Work => ({
      kind: 'rows',
      rows,
      fields,
      name,
      args,
      now: this.#now(),
      msLeft: turn.limit.msLeft,
    });
    return this.#pieces(turn, rows, toWork);
  };

  async *#pieces(turn: ReadTurn, rows: number, begin: () => Work): AsyncGenerator<RowChunk, void> {
    let home: StoreThread | undefined;
    let isLast = false;
    try {
      while (!isLast) {
        this.#assertOpen();
        const piece = (await this.#queue.run(
          turn.owner,
          (thread) => {
            const work: Work = home ? { kind: 'next', rows, msLeft: turn.limit.msLeft } : begin();
            home = thread;
            return ask(thread, turn, work);
          },
          home,
        )) as Piece;
        isLast = piece.isLast;
        if (piece.chunk) yield piece.chunk;
      }
    } finally {
      if (!isLast) home?.send({ kind: 'end', rows }).catch(() => {});
    }
  }

  async erase(): Promise<void> {
    if (!this.#isClosed) await this.#writer.send({ kind: 'erase' }).catch(() => {});
  }

  async ping(): Promise<void> {
    this.#assertOpen();
    for (const thread of [this.#writer, ...this.#queue.threads]) thread.assertAlive();
    await this.#writer.send({ kind: 'ping' });
    await this.#local.ping();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // A long query would hold up the stop.
    Atomics.store(new Int32Array(this.#stop), 0, 1);
    // The writer last: the last connection to close moves everything into the file.
    await Promise.all(this.#queue.threads.map(closeThread));
    await this.#local.close();
    await closeThread(this.#writer);
    await this.#options.onClose();
  }

  #now(): number {
    return this.#options.clock().getTime();
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new KvError('UNAVAILABLE', 'The server is stopping.');
  }
}

/** Lets a reader work, within what is left of the limit. */
async function ask(thread: StoreThread, { limit }: ReadTurn, work: Work): Promise<unknown> {
  limit.assertLeft();
  try {
    const { result, msSpent } = await thread.send(work);
    limit.spend(msSpent);
    return result;
  } catch (error) {
    limit.spend((error as Partial<Spent>).msSpent ?? 0);
    throw error;
  }
}

/** A thread that has ended by itself is closed. */
const closeThread = (thread: StoreThread) => thread.send({ kind: 'close' }).catch(() => {});
