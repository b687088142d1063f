import { KvError } from '#contract/errors.ts';
import type { StoreThread } from './store-thread.ts';

const MAX_WAITING = 1_000;

interface Job {
  /** Undefined: any. */
  readonly thread: StoreThread | undefined;
  readonly start: (thread: StoreThread) => void;
  readonly reject: (error: unknown) => void;
}

interface Owner {
  readonly jobs: Job[];
  running: number;
}

/**
 * Shares threads between owners: each has its turn, and none may keep all threads busy, however much it asks for. A
 * thread does one job at a time, so that no job waits behind another while a thread is free.
 */
export class ReaderQueue {
  readonly #idle: Set<StoreThread>;
  readonly #mostPerOwner: number;
  /** The one whose turn was longest ago first. */
  readonly #owners = new Map<string, Owner>();
  #waiting = 0;

  constructor(threads: readonly StoreThread[]) {
    this.#idle = new Set(threads);
    this.#mostPerOwner = Math.max(1, threads.length - 1);
  }

  /**
   * Does the work on a thread when it is the owner's turn.
   *
   * @throws {KvError} `UNAVAILABLE` when too much waits, besides what the work throws
   */
  run<Result>(ownerId: string, work: (thread: StoreThread) => Promise<Result>, thread?: StoreThread): Promise<Result> {
    if (this.#waiting >= MAX_WAITING) {
      return Promise.reject(new KvError('UNAVAILABLE', 'Too many reads are waiting. Try again.'));
    }
    return new Promise<Result>((resolve, reject) => {
      const owner = this.#owners.get(ownerId) ?? { jobs: [], running: 0 };
      this.#owners.set(ownerId, owner);
      const start = (free: StoreThread) => {
        const done = () => {
          owner.running -= 1;
          this.#idle.add(free);
          this.#startNext();
        };
        work(free).finally(done).then(resolve, reject);
      };
      owner.jobs.push({ thread, start, reject });
      this.#waiting += 1;
      this.#startNext();
    });
  }

  #startNext(): void {
    for (const [id, owner] of [...this.#owners]) {
      if (this.#idle.size === 0) return;
      if (owner.running < this.#mostPerOwner) this.#startOne(id, owner);
      if (owner.running === 0 && owner.jobs.length === 0) this.#owners.delete(id);
    }
  }

  #startOne(id: string, owner: Owner): void {
    const at = owner.jobs.findIndex(({ thread }) => thread === undefined || this.#idle.has(thread));
    const job = owner.jobs[at];
    if (!job) return;
    const [free = job.thread] = job.thread ? [job.thread] : this.#idle;
    if (!free) return;
    owner.jobs.splice(at, 1);
    this.#waiting -= 1;
    this.#idle.delete(free);
    owner.running += 1;
    // Behind the others.
    this.#owners.delete(id);
    this.#owners.set(id, owner);
    job.start(free);
  }
}
