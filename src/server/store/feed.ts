import type { Operation } from './history.ts';
import type { Scope } from './store.ts';

/** A change of one pair. */
export interface FeedChange {
  readonly revision: number;
  readonly pairId: string;
  readonly key: string;
  readonly operation: Operation;
  /** The version that the change made. */
  readonly version: number;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly actorName: string;
}

/** What a follower is told; `revision` is where to go on from after a break. */
export type FeedEvent =
  /** Comes first: the changes after this revision follow. */
  | { readonly kind: 'start'; readonly revision: number }
  | { readonly kind: 'change'; readonly revision: number; readonly change: FeedChange }
  /** Changes up to this revision are not kept any more, or were too many to tell. */
  | { readonly kind: 'resync'; readonly revision: number };

export interface FollowOptions {
  /** The last revision that the follower has seen; absent: only what changes from now on. */
  readonly after?: number;
  /** Ends the feed. */
  readonly signal: AbortSignal;
}

/** What happens to the pairs of a tenant, as it happens, whichever process does it. */
export interface Feed {
  /**
   * Every change of the tenant once, in order of revision and without gaps; where that cannot be, one `resync` stands
   * for what is missing. Nothing is read ahead: a follower that is slow falls behind, and nobody waits for it.
   *
   * @throws {KvError} `UNAVAILABLE`
   */
  follow(scope: Scope, options: FollowOptions): AsyncIterable<FeedEvent>;
}
