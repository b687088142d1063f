import type { Runner } from '../programs/runner.ts';
import type { Scope } from '../store.ts';
import { READ_BATCH } from './last-reads.ts';
import { ReadBuffer } from './read-buffer.ts';

/** Reads that wait in memory before they are written ahead of time. */
const MANY_READS = 10_000;

/** Records who has read which pair last, and writes it from time to time. */
export class RecordedReads {
  readonly #runner: Runner;
  readonly #buffer: ReadBuffer;
  #writing: Promise<void> = Promise.resolve();

  constructor(runner: Runner, clock: () => Date) {
    this.#runner = runner;
    this.#buffer = new ReadBuffer(clock);
  }

  record(scope: Scope, pairId: string): void {
    this.#buffer.record(scope, pairId);
    // A failed write is tried again by the next maintenance.
    if (this.#buffer.size >= MANY_READS) this.write().catch(() => {});
  }

  /** Resolves when all reads recorded so far are written, including those of a write under way. */
  write(): Promise<void> {
    const written = this.#writing.then(async () => {
      let left = this.#buffer.take();
      try {
        for (; left.length > 0; left = left.slice(READ_BATCH)) {
          await this.#runner.write('writeReads', left.slice(0, READ_BATCH));
        }
      } catch (error) {
        this.#buffer.restore(left);
        throw error;
      }
    });
    this.#writing = written.catch(() => {});
    return written;
  }
}
