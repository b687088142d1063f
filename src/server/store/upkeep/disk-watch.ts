import { KvError } from '#contract/errors.ts';
import type { Runner } from '../programs/runner.ts';

/**
 * Watches whether the database can be written. Tells the operator once when it no longer can, with the cause, and once
 * when it can again; meanwhile `ping` finds out by writing.
 */
export class DiskWatch implements Runner {
  readonly #runner: Runner;
  readonly #notify: (message: string) => void;
  readonly #isOther: (error: unknown) => boolean;
  /** Why the last write failed; undefined if it did not. */
  #cause: string | undefined;

  /** `isOther` knows errors of writes that say nothing about other writes. */
  constructor(runner: Runner, notify: (message: string) => void, isOther: (error: unknown) => boolean = () => false) {
    this.#runner = runner;
    this.#notify = notify;
    this.#isOther = isOther;
    this.lookUp = runner.lookUp;
    this.read = runner.read;
    this.rows = runner.rows;
    this.rowsNow = runner.rowsNow;
  }

  readonly lookUp: Runner['lookUp'];
  readonly read: Runner['read'];
  readonly rows: Runner['rows'];
  readonly rowsNow: Runner['rowsNow'];

  write: Runner['write'] = async (name, ...args) => {
    try {
      const result = await this.#runner.write(name, ...args);
      if (this.#cause !== undefined) this.#recover();
      return result;
    } catch (error) {
      this.#note(error);
      throw error;
    }
  };

  erase(): Promise<void> {
    return this.#runner.erase();
  }

  async ping(): Promise<void> {
    if (this.#cause !== undefined) await this.write('setMeta', 'probe', new Date().toISOString());
    await this.#runner.ping();
  }

  close(): Promise<void> {
    return this.#runner.close();
  }

  /** Refusals are no trouble, and neither is a write that was too many. */
  #note(error: unknown): void {
    if (!(error instanceof KvError) || error.code !== 'UNAVAILABLE' || !(error.cause instanceof Error)) return;
    if (this.#isOther(error)) return;
    const cause = error.cause.message;
    if (cause === this.#cause) return;
    this.#cause = cause;
    this.#notify(`The database cannot be written: ${cause}. Writes are refused until it can; reads go on.`);
  }

  #recover(): void {
    this.#cause = undefined;
    this.#notify('The database can be written again.');
  }
}
