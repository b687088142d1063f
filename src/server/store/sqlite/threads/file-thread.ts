import type { Worker } from 'node:worker_threads';
import { StoreStartError } from '../../store-start-error.ts';
import type { FileMessage, FileWork } from './file-work.ts';
import { fromErrorMessage } from './messages.ts';
import { startThread } from './thread-file.ts';

/**
 * Looks for damage in a file and brings its schema up to date, while this thread answers others.
 *
 * @throws {StoreStartError | SqliteError}
 */
export async function prepareInThread(file: string, notify: (message: string) => void): Promise<void> {
  await waitFor(startThread({ workerData: { fileWork: 'prepare', file } satisfies FileWork }), notify);
}

/** Looks for damage in a file that is in use. */
export class FileCheck {
  readonly #worker: Worker;
  readonly #isDone: Promise<void>;

  /** `onDamage` gets what was found, as one line. */
  constructor(file: string, onDamage: (damage: string) => void) {
    this.#worker = startThread({ workerData: { fileWork: 'check', file } satisfies FileWork });
    this.#worker.unref();
    // A file that cannot be read is reported by those who need it.
    this.#isDone = waitFor(this.#worker).then(
      (damage) => damage !== undefined && onDamage(damage),
      () => {},
    ) as Promise<void>;
  }

  /** Resolves when it no longer uses the file. */
  async stop(): Promise<void> {
    await this.#worker.terminate();
    await this.#isDone;
  }
}

function waitFor(worker: Worker, notify: (message: string) => void = () => {}): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FileMessage) => {
      switch (message.kind) {
        case 'notice':
          return notify(message.message);
        case 'refused':
          return reject(new StoreStartError(message.message));
        case 'failed':
          return reject(fromErrorMessage(message.error));
        case 'done':
          return resolve(message.damage);
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('The thread that prepares the database has ended.')));
  });
}
