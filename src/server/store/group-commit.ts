import { KvError } from '#contract/errors.ts';

/** Writes that may wait at once. */
const MAX_WAITING = 1_000;
/** A transaction takes no more writes after this long: reads wait meanwhile. */
const MAX_BATCH_MS = 20;

/** Transactions on a connection that answers at once. All may throw. */
export interface Transactions {
  begin(): void;
  commit(): void;
  /** Undoes the transaction if there still is one. */
  rollback(): void;
  /** Does `work`, undoing what it did when it throws. */
  savepoint<Result>(work: () => Result): Result;
  /** Whether an error has ended the whole transaction. */
  isOpen(): boolean;
}

interface WaitingWrite {
  readonly work: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits the writes that arrive in one turn of the event loop together: flushing to stable storage takes longer
 * than a hundred writes. A write that fails undoes only itself; nothing is answered before the commit.
 */
export class GroupCommit {
  readonly #transactions: Transactions;
  #waiting: WaitingWrite[] = [];
  #isScheduled = false;
  #isClosed = false;

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  /** @throws {KvError} `UNAVAILABLE` when too many writes wait, or when the batch cannot be committed */
  submit<Result>(work: () => Result): Promise<Result> {
    if (this.#isClosed) return Promise.reject(new KvError('UNAVAILABLE', 'The server is stopping.'));
    if (this.#waiting.length >= MAX_WAITING) {
      return Promise.reject(new KvError('UNAVAILABLE', 'Too many writes are waiting. Try again.'));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as WaitingWrite['resolve'], reject });
      this.#schedule();
    });
  }

  /** Commits what waits; later writes are refused. */
  close(): void {
    this.#isClosed = true;
    while (this.#waiting.length > 0) this.#commitBatch();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // Behind the requests that have arrived by now.
    setImmediate(() => {
      this.#isScheduled = false;
      this.#commitBatch();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #commitBatch(): void {
    const batch: WaitingWrite[] = [];
    const answers: (() => void)[] = [];
    try {
      this.#transactions.begin();
      const end = performance.now() + MAX_BATCH_MS;
      do {
        const write = this.#waiting.shift();
        if (!write) break;
        batch.push(write);
        answers.push(this.#attempt(write));
      } while (performance.now() < end);
      this.#transactions.commit();
    } catch (error) {
      this.#transactions.rollback();
      // Those that begin() kept from being taken fail too, or they would wait for ever.
      const failed = batch.length > 0 ? batch : this.#waiting.splice(0);
      for (const write of failed) write.reject(error);
      return;
    }
    for (const answer of answers) answer();
  }

  /** Does the write, and returns how to answer it once it is committed. */
  #attempt({ work, resolve, reject }: WaitingWrite): () => void {
    try {
      const result = this.#transactions.savepoint(work);
      return () => resolve(result);
    } catch (error) {
      if (!this.#transactions.isOpen()) throw error;
      return () => reject(error);
    }
  }
}
