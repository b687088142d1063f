/** Which client made a change. */
export type Via = 'ui' | 'cli' | 'typescript' | 'python' | 'api';

/** The kind of a change to a pair. */
export type Operation = 'create' | 'update' | 'rename' | 'restore' | 'delete';

/** Options of every write. */
export interface WriteOptions {
  /** Write only if this is the current version; 0: the key must not exist yet. Absent: whatever is there. */
  readonly expectedVersion?: number;
  /** Why, for people; valid by `assertNote`. */
  readonly note?: string;
  readonly idempotencyKey?: string;
}

/** The answer to a write. */
export interface WriteResult {
  readonly id: string;
  readonly version: number;
  readonly updated: string;
  /** Missing from what an earlier release remembered under an idempotency key. */
  readonly updatedBy?: string;
}
