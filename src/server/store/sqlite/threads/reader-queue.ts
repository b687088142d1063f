import { KvError } from '#contract/errors.ts';
import type { StoreThread } from './store-thread.ts';

const MAX_WAITING = 1_000;

/** Jobs of one owner that a thread gets at once: it need not wait for the next one to be sent. */
const JOBS_PER_TURN = 8;

interface Job {
  /** Undefined: any. */
  readonly thread: StoreThread | undefined;
  /** Never rejects. */
  readonly work: (thread: StoreThread) => Promise<void>;
}

interface Owner {
  readonly jobs: Job[];
  /** Threads that work for it. */
  running: number;
}

/**
 * Shares threads between owners. Each has its turn, in which a thread does some of its jobs and no one else's, and none
 * may keep all threads busy, however much it asks for: so nobody waits behind the long job of another.
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
      owner.jobs.push({ thread, work: (free) => work(free).then(resolve, reject) });
      this.#waiting += 1;
      this.#startTurns();
    });
  }

  #startTurns(): void {
    for (const [id, owner] of [...this.#owners]) {
      if (this.#idle.size === 0) return;
      if (owner.running < this.#mostPerOwner) this.#startTurn(id, owner);
      if (owner.running === 0 && owner.jobs.length === 0) this.#owners.delete(id);
    }
  }

  #startTurn(id: string, owner: Owner): void {
    const free = [...this.#idle].find((thread) => owner.jobs.some((job) => isFor(job, thread)));
    if (!free) return;
    const jobs = owner.jobs.filter((job) => isFor(job, free)).slice(0, JOBS_PER_TURN);
    for (const job of jobs) owner.jobs.splice(owner.jobs.indexOf(job), 1);
    this.#waiting -= jobs.length;
    this.#idle.delete(free);
    owner.running += 1;
    // Behind the others.
    this.#owners.delete(id);
    this.#owners.set(id, owner);
    void Promise.all(jobs.map(({ work }) => work(free))).then(() => {
      owner.running -= 1;
      this.#idle.add(free);
      this.#startTurns();
    });
  }
}

const isFor = (job: Job, thread: StoreThread) => job.thread === undefined || job.thread === thread;
