import type { FeedEvent, FollowOptions } from '../feed.ts';
import type { Runner } from '../programs/runner.ts';

/** Other processes may write too: how often their changes are looked for, give or take a fifth. */
const POLL_MS = 500;

interface Followed {
  /** As it was last seen. */
  revision: number;
  readonly followers: Set<Wakeup>;
}

/**
 * Lets any number of followers read the change rows of their tenants. The rows are the truth and each follower reads
 * them from its own position, so nothing is buffered for it; it is woken when the revision of its tenant has grown.
 */
export class ChangeFeed {
  readonly #runner: Runner;
  /** By tenant. */
  readonly #followed = new Map<string, Followed>();
  #poll: NodeJS.Timeout | undefined;
  #isLooking = false;
  #isDue = false;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  /** This process may have changed something. Costs nothing while nobody follows. */
  wake(): void {
    if (this.#followed.size > 0) void this.#look();
  }

  /** See `Store.follow`. */
  async *follow(tenantId: string, { after, signal }: FollowOptions): AsyncGenerator<FeedEvent, void> {
    const wakeup = new Wakeup(signal);
    const leave = this.#join(tenantId, wakeup);
    try {
      let revision = after ?? (await this.#runner.lookUp('revision', tenantId));
      yield { kind: 'start', revision };
      while (!signal.aborted) {
        // First this: what happens while it reads wakes it again.
        wakeup.reset();
        const from = revision;
        const news = await this.#runner.lookUp('changesAfter', tenantId, from);
        if (news.changes === undefined) {
          revision = news.revision;
          yield { kind: 'resync', revision };
        } else if (news.changes.length === 0) {
          await wakeup.wait();
        } else {
          for (const change of news.changes) {
            revision = change.revision;
            yield { kind: 'change', revision, change };
          }
        }
      }
    } finally {
      leave();
    }
  }

  #join(tenantId: string, wakeup: Wakeup): () => void {
    const followed = this.#followed.get(tenantId) ?? { revision: -1, followers: new Set() };
    followed.followers.add(wakeup);
    this.#followed.set(tenantId, followed);
    if (this.#poll === undefined) this.#schedulePoll();
    return () => {
      followed.followers.delete(wakeup);
      if (followed.followers.size === 0) this.#followed.delete(tenantId);
      if (this.#followed.size > 0) return;
      clearTimeout(this.#poll);
      this.#poll = undefined;
    };
  }

  /** With some chance in it, so that many processes do not ask the database in step. */
  #schedulePoll(): void {
    const poll = async () => {
      await this.#look();
      // Unless the last follower has left; a later one has started its own timer.
      if (this.#poll === timer) this.#schedulePoll();
    };
    const timer = setTimeout(() => void poll(), POLL_MS * (0.8 + 0.4 * Math.random())).unref();
    this.#poll = timer;
  }

  /** One query for all tenants that are followed, and never two at the same time. */
  async #look(): Promise<void> {
    this.#isDue = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      while (this.#isDue && this.#followed.size > 0) {
        this.#isDue = false;
        const tenants = [...this.#followed.keys()];
        for (const { id, revision } of await this.#runner.lookUp('revisions', tenants)) {
          this.#notify(id, revision);
        }
      }
    } catch {
      // The next poll tries again; a follower that reads gets the error itself.
    } finally {
      this.#isLooking = false;
    }
  }

  #notify(tenantId: string, revision: number): void {
    const followed = this.#followed.get(tenantId);
    if (!followed || followed.revision === revision) return;
    followed.revision = revision;
    for (const wakeup of followed.followers) wakeup.wake();
  }
}

/** Lets one follower sleep until there may be something to read. */
class Wakeup {
  readonly #signal: AbortSignal;
  #isDue = false;
  #resolve: (() => void) | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.wake(), { once: true });
  }

  wake(): void {
    this.#isDue = true;
    this.#resolve?.();
  }

  reset(): void {
    this.#isDue = this.#signal.aborted;
  }

  /** Resolves immediately when it was woken since the last `reset`. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      if (this.#isDue) resolve();
    });
  }
}
