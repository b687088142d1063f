import { KvError } from '#contract/errors.ts';

const MAX_WAITING = 1_000;

/** A thread that does jobs; one that has ended by itself is replaced. */
interface Thread {
  readonly isAlive: boolean;
}

/** Jobs of one owner that a thread gets at once: it need not wait for the next one to be sent. */
const JOBS_PER_TURN = 8;

interface Job<T> {
  /** Undefined: any. */
  readonly thread: T | undefined;
  /** Never rejects. */
  readonly work: (thread: T) => Promise<void>;
}

interface Owner<T> {
  readonly jobs: Job<T>[];
  /** Threads that work for it. */
  running: number;
}

/**
 * Shares threads between owners. Each has its turn, in which a thread does some of its jobs and no one else's, and none
 * may keep all threads busy, however much it asks for: so nobody waits behind the long job of another.
 */
export class ReaderQueue<T extends Thread> {
  readonly #start: () => T;
  readonly #most: number;
  readonly #mostPerOwner: number;
  readonly #threads: T[] = [];
  readonly #idle = new Set<T>();
  /** The one whose turn was longest ago first. */
  readonly #owners = new Map<string, Owner<T>>();
  #waiting = 0;

  /** `start` makes a thread, at most so many; all but the first are made when they are needed. */
  constructor(start: () => T, most: number) {
    this.#start = start;
    this.#most = most;
    this.#mostPerOwner = Math.max(1, most - 1);
    this.#addThread();
  }

  /** Those that were made. */
  get threads(): readonly T[] {
    return this.#threads;
  }

  /**
   * Does the work on a thread when it is the owner's turn.
   *
   * @throws {KvError} `UNAVAILABLE` when too much waits, besides what the work throws
   */
  run<Result>(ownerId: string, work: (thread: T) => Promise<Result>, thread?: T): Promise<Result> {
    if (this.#waiting >= MAX_WAITING) {
      return Promise.reject(new KvError('UNAVAILABLE', 'Too many reads are waiting. Try again.'));
    }
    if (thread && !thread.isAlive) return work(thread);
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
      if (owner.jobs.length > 0 && owner.running < this.#mostPerOwner) {
        if (this.#idle.size === 0) this.#addThread();
        if (this.#idle.size === 0) return;
        this.#startTurn(id, owner);
      }
      if (owner.running === 0 && owner.jobs.length === 0) this.#owners.delete(id);
    }
  }

  #release(thread: T): void {
    if (thread.isAlive) {
      this.#idle.add(thread);
      return;
    }
    this.#threads.splice(this.#threads.indexOf(thread), 1);
    for (const { jobs } of this.#owners.values()) {
      // Those that only it could do fail.
      for (const job of jobs.filter((waiting) => waiting.thread === thread)) {
        jobs.splice(jobs.indexOf(job), 1);
        this.#waiting -= 1;
        void job.work(thread);
      }
    }
  }

  #addThread(): void {
    if (this.#threads.length >= this.#most) return;
    const thread = this.#start();
    this.#threads.push(thread);
    this.#idle.add(thread);
  }

  #startTurn(id: string, owner: Owner<T>): void {
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
      this.#release(free);
      this.#startTurns();
    });
  }
}

const isFor = <T>(job: Job<T>, thread: T) => job.thread === undefined || job.thread === thread;
