import type { Scope, Store } from '../store/store.ts';

/** Everything resolvers work with. Callers without a scope are refused before parsing, so it always has one. */
export interface Context {
  readonly store: Store;
  readonly scope: Scope;
  /** Bytes of UTF-8 of a value's compact text. */
  readonly maxValueBytes: number;
  /** Ends the stream of a subscription; other operations have none. */
  readonly signal?: AbortSignal;
}
