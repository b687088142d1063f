/** Which client made a change. */
export type Via = 'ui' | 'cli' | 'typescript' | 'python' | 'api';

/** What a change did to a pair. */
export type Operation = 'create' | 'update' | 'rename' | 'restore' | 'delete';

/** What every write may say besides what it writes. */
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
