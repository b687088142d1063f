import type { Worker } from 'node:worker_threads';
import { KvError } from '#contract/errors.ts';
import { type Answer, fromErrorMessage, type Request, type ThreadData, type Work } from './messages.ts';
import { startThread } from './thread-file.ts';

interface Waiting {
  readonly resolve: (answer: { readonly result: unknown; readonly msSpent: number }) => void;
  readonly reject: (error: unknown) => void;
}

/** A failure that came with an answer, and how long the read had taken by then. */
export interface Spent {
  readonly msSpent: number;
}

/** A thread with connections of its own. What is sent in one turn of the event loop goes in one message. */
export class StoreThread {
  readonly #worker: Worker;
  readonly #onError: (error: Error) => void;
  readonly #waiting = new Map<number, Waiting>();
  #requests: Request[] = [];
  #lastId = 0;
  #end: Error | undefined;

  /** `onError` learns of the error of each answer that has one. */
  constructor(data: ThreadData, onError: (error: Error) => void) {
    this.#onError = onError;
    this.#worker = startThread({ workerData: data });
    // A thread without work keeps no process running.
    this.#worker.unref();
    this.#worker.on('message', (answers: readonly Answer[]) => {
      for (const answer of answers) this.#settle(answer);
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('A thread of the store has ended.')));
  }

  get isAlive(): boolean {
    return this.#end === undefined;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** @throws {KvError} `UNAVAILABLE` when the thread has ended, besides the errors of the work */
  send(work: Work): Promise<{ readonly result: unknown; readonly msSpent: number }> {
    if (this.#end) return Promise.reject(unavailable(this.#end));
    this.#lastId += 1;
    const id = this.#lastId;
    if (this.#waiting.size === 0) this.#worker.ref();
    if (this.#requests.push({ ...work, id }) === 1) setImmediate(() => this.#flush());
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
  }

  /** @throws {KvError} `UNAVAILABLE` */
  assertAlive(): void {
    if (this.#end) throw unavailable(this.#end);
  }

  #flush(): void {
    const requests = this.#requests;
    this.#requests = [];
    try {
      this.#worker.postMessage(requests);
    } catch {
      for (const request of requests) this.#sendAlone(request);
    }
  }

  /** What cannot be cloned is a bug, but only in its own request. */
  #sendAlone(request: Request): void {
    try {
      this.#worker.postMessage([request]);
    } catch (error) {
      this.#take(request.id)?.reject(error);
    }
  }

  /** Who waits for the answer, and does so no longer. */
  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    return waiting;
  }

  #settle(answer: Answer): void {
    const waiting = this.#take(answer.id);
    if ('result' in answer) {
      waiting?.resolve(answer);
      return;
    }
    const error = fromErrorMessage(answer.error);
    this.#onError(error);
    waiting?.reject(Object.assign(error, { msSpent: answer.msSpent } satisfies Spent));
  }

  #fail(error: Error): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.values()) reject(unavailable(error));
    this.#waiting.clear();
  }
}

const unavailable = (cause: Error) =>
  new KvError('UNAVAILABLE', 'The database is not available; the server has to be restarted.', {}, { cause });
