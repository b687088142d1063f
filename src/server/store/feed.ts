import type { Operation } from './writes.ts';

/** A change of one pair. */
export interface FeedChange {
  readonly revision: number;
  readonly pairId: string;
  readonly key: string;
  /** Null unless it is a rename. */
  readonly previousKey: string | null;
  readonly operation: Operation;
  /** The version that the change made. */
  readonly version: number;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly actorName: string;
}

/** An event for a follower; after a disconnect, continue from its `revision`. */
export type FeedEvent =
  /** Comes first: the changes after this revision follow. */
  | { readonly kind: 'start'; readonly revision: number }
  | { readonly kind: 'change'; readonly revision: number; readonly change: FeedChange }
  /** Changes up to this revision are no longer kept, or were too many to send. */
  | { readonly kind: 'resync'; readonly revision: number };

export interface FollowOptions {
  /** The last revision that the follower has seen; absent: only what changes from now on. */
  readonly after?: number;
  /** Ends the feed. */
  readonly signal: AbortSignal;
}
