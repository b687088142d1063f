import { KvError } from '#contract/errors.ts';
import { isDamage } from './errors.ts';

/** The most writes that may wait. */
const MAX_WAITING = 1_000;
/** A transaction accepts no more writes after this long: reads wait for it. */
const MAX_BATCH_MS = 20;

/** Transactions on a synchronous connection. All may throw. */
export interface Transactions {
  begin(): void;
  commit(): void;
  /** Undoes the transaction if there still is one. */
  rollback(): void;
  /** Does `work`, undoing what it did when it throws. */
  savepoint(work: () => unknown): unknown;
  /** False once an error has ended the transaction. */
  isOpen(): boolean;
  /** Rows changed since the connection was opened. */
  changes(): number;
}

/** A write that waits to be committed. `work` may be done again after a rollback. */
interface Write {
  readonly work: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A write has failed half done. */
class HalfDoneError extends Error {}

/**
 * Commits the writes that arrive in one turn of the event loop together: flushing to stable storage takes longer
 * than a hundred writes. A write that fails undoes only itself, and nothing is answered before the commit.
 */
export class GroupCommit {
  readonly #transactions: Transactions;
  readonly #waiting: Write[] = [];
  #isScheduled = false;
  #isClosed = false;

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  /** @throws {KvError} `UNAVAILABLE` when too many writes wait, besides what `work` and the commit throw */
  submit<Result>(work: () => Result): Promise<Result> {
    if (this.#isClosed) return Promise.reject(new KvError('UNAVAILABLE', 'The server is stopping.'));
    if (this.#waiting.length >= MAX_WAITING) {
      return Promise.reject(new KvError('UNAVAILABLE', 'Too many writes are waiting. Try again.'));
    }
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Write['resolve'], reject });
      this.#schedule();
    });
  }

  /** Commits what waits; later writes are refused. */
  close(): void {
    this.#isClosed = true;
    while (this.#waiting.length > 0) this.#commitNext();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // After the requests that have already arrived.
    setImmediate(() => {
      this.#isScheduled = false;
      // `close` may have committed them.
      if (this.#waiting.length > 0) this.#commitNext();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #commitNext(): void {
    const writes = this.#waiting.splice(0);
    try {
      this.#waiting.unshift(...this.#commitTogether(writes));
    } catch (error) {
      for (const { reject } of writes) reject(error);
    }
  }

  #commitTogether(writes: readonly Write[]): readonly Write[] {
    try {
      return this.#commit(writes, (work) => this.#doWithoutSavepoint(work));
    } catch (error) {
      if (isDamage(error)) return this.#commitEachAlone(writes);
      if (!(error instanceof HalfDoneError)) throw error;
    }
    try {
      return this.#commit(writes, (work) => this.#transactions.savepoint(work));
    } catch (error) {
      if (isDamage(error)) return this.#commitEachAlone(writes);
      throw error;
    }
  }

  /** The whole transaction in which damage was found is undone, so each write that does not touch it gets one. */
  #commitEachAlone(writes: readonly Write[]): readonly Write[] {
    for (const write of writes) {
      try {
        this.#commit([write], (work) => this.#transactions.savepoint(work));
      } catch (error) {
        write.reject(error);
      }
    }
    return [];
  }

  /** Savepoints take longer than the writes between them, and almost no write fails once it has changed a row. */
  #doWithoutSavepoint(work: Write['work']): unknown {
    const changes = this.#transactions.changes();
    try {
      return work();
    } catch (error) {
      if (this.#transactions.isOpen() && this.#transactions.changes() !== changes) throw new HalfDoneError();
      throw error;
    }
  }

  /**
   * Does writes in one transaction until the time is up, answers them, and returns the others. Throws when they
   * cannot be committed; then none is answered and none has an effect.
   */
  #commit(writes: readonly Write[], attempt: (work: Write['work']) => unknown): readonly Write[] {
    const end = performance.now() + MAX_BATCH_MS;
    const answers: (() => void)[] = [];
    try {
      this.#transactions.begin();
      for (const write of writes) {
        answers.push(this.#answer(write, attempt));
        if (performance.now() >= end) break;
      }
      this.#transactions.commit();
    } catch (error) {
      this.#transactions.rollback();
      throw error;
    }
    for (const answer of answers) answer();
    return writes.slice(answers.length);
  }

  /** Does a write, and returns how to answer it once it is committed. */
  #answer({ work, resolve, reject }: Write, attempt: (work: Write['work']) => unknown): () => void {
    try {
      const result = attempt(work);
      return () => resolve(result);
    } catch (error) {
      if (error instanceof HalfDoneError || isDamage(error) || !this.#transactions.isOpen()) throw error;
      return () => reject(error);
    }
  }
}
