import type { Scope, Store } from '../store/store.ts';

/** What resolvers work with. There is no context without a scope: who has none is refused before parsing. */
export interface Context {
  readonly store: Store;
  readonly scope: Scope;
  /** Bytes of UTF-8 of a value's compact text. */
  readonly maxValueBytes: number;
  /** Ends the stream of a subscription; other operations have none. */
  readonly signal?: AbortSignal;
}
