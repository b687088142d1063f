import { graphql, type ResultOf } from '#contract/graphql.ts';

export const FollowChanges = graphql(`
  subscription FollowChanges($after: Int) {
    key_value_change(after_revision: $after) {
      revision resync key_value_id key previous_key operation version
    }
  }
`);

type FollowedChanges = ResultOf<typeof FollowChanges>;

/** A change of one pair. */
export interface Change {
  /** Grows by 1 with every change of the team, without gaps. */
  readonly revision: number;
  readonly id: string;
  /** The key since this change. */
  readonly key: string;
  /** Null unless it is a rename. */
  readonly previousKey: string | null;
  readonly operation: string;
  /** The version that the change created. */
  readonly version: number;
}

/** Everything that a connection has received so far. */
export interface Feed {
  /** The start of the changes; a new object after every event that is not a change. */
  readonly origin: {
    readonly revision: number;
    /** Earlier changes are lost, so everything must be read again. */
    readonly isResync: boolean;
  };
  /** `changes` are all changes after this revision. */
  readonly since: number;
  readonly changes: readonly Change[];
}

/** The most changes that a feed keeps. After more than these, it is faster to read everything again. */
export const MOST_CHANGES = 500;

/** Adds an event. Pure, because React may call it any number of times. */
export function collect(feed: Feed | undefined, { key_value_change: event }: FollowedChanges): Feed {
  const change = toChange(event);
  if (change === null) {
    const { revision, resync: isResync } = event;
    return { origin: { revision, isResync }, since: revision, changes: [] };
  }
  const before = change.revision - 1;
  const { origin, since, changes } = feed ?? {
    origin: { revision: before, isResync: false },
    since: before,
    changes: [],
  };
  return { origin, ...keepLatest(since, [...changes, change]) };
}

/** The last `MOST_CHANGES` changes. */
export function keepLatest(since: number, changes: readonly Change[]) {
  const dropped = changes[changes.length - MOST_CHANGES - 1];
  return dropped ? { since: dropped.revision, changes: changes.slice(-MOST_CHANGES) } : { since, changes };
}

interface WireChange {
  readonly revision: number;
  readonly key_value_id: string | null;
  readonly key: string | null;
  readonly previous_key: string | null;
  readonly operation: string | null;
  readonly version: number | null;
}

/** Null for an event with only a revision. */
export function toChange({ revision, key_value_id, key, previous_key, operation, version }: WireChange): Change | null {
  if (key_value_id === null || key === null || version === null || operation === null) return null;
  return { revision, id: key_value_id, key, previousKey: previous_key, operation, version };
}
