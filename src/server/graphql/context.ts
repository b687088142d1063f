import type { Retention } from '../store/history.ts';
import type { TimeLimit } from '../store/programs/time-limit.ts';
import type { Scope, Store } from '../store/store.ts';
import type { DocumentWrites } from './answers/document-writes.ts';
import type { RowLists } from './answers/row-lists.ts';

/** Everything resolvers work with. Callers without a scope are refused before parsing, so it always has one. */
export interface Context {
  readonly store: Store;
  readonly scope: Scope;
  /** Bytes of UTF-8 of a value's compact text. */
  readonly maxValueBytes: number;
  readonly retention: Retention;
  /** How long the reads of this request may take together. */
  readonly limit: TimeLimit;
  /** Filled by resolvers of this request. */
  readonly lists: RowLists;
  /** Present when the writes of this request are made together: filled by resolvers too. */
  readonly writes?: DocumentWrites;
  /** Ends the stream of a subscription; other operations have none. */
  readonly signal?: AbortSignal;
}
