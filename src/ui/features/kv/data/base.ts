import { utf8Length } from '#contract/limits.ts';
import { jsonTypeOf } from '#json/text.ts';
import type { OpenPair } from './kv.queries.ts';

/** What a draft is based on: the stored value that was read, or that this page has saved itself. */
export interface Base {
  /** Null, with version 0: the pair does not exist; saving makes a new one. */
  readonly id: string | null;
  readonly version: number;
  readonly valueText: string | null;
  readonly type: string;
  readonly sizeBytes: number;
  readonly updated: string | null;
  /** Null until the server has said it, after this page has saved. */
  readonly updatedBy: string | null;
  /** When this page came to know it, in ms: what was read before says nothing about it. */
  readonly since: number;
}

export function toBase(pair: OpenPair): Base {
  return {
    id: pair.id,
    version: pair.version,
    valueText: pair.value_text,
    type: pair.type,
    sizeBytes: pair.size,
    updated: pair.updated,
    updatedBy: pair.updated_by,
    since: 0,
  };
}

/** The answer to a write. */
export interface SavedPair {
  readonly id: string;
  readonly version: number;
  readonly updated: string;
}

/** The base after a save of `valueText` that was answered with `saved`. */
export function toSavedBase({ id, version, updated }: SavedPair, valueText: string): Base {
  return {
    id,
    version,
    valueText,
    type: jsonTypeOf(valueText),
    sizeBytes: utf8Length(valueText),
    updated,
    updatedBy: null,
    since: Date.now(),
  };
}

/** The base of a draft whose pair was deleted. */
export function toMissingBase(base: Base): Base {
  return { ...base, id: null, version: 0, valueText: null, updated: null, updatedBy: null, since: Date.now() };
}

/** What is to be done about what the server has by now. */
export type Meanwhile =
  /** Nothing: it is what the draft is based on. */
  | 'same'
  /** Count on the newer version: nobody needs to look, its value is the draft or what the draft is based on. */
  | 'adopt'
  /** Show the newer version: nothing was typed. */
  | 'load'
  /** Leave the draft alone and tell. */
  | 'changed'
  | 'deleted';

interface Latest {
  /** Null: no pair has the key any more. */
  readonly pair: OpenPair | null;
  /** When it was read, in ms. */
  readonly at: number;
}

interface Draft {
  readonly isDirty: boolean;
  /** Compact JSON; undefined while it is none. */
  readonly compact: string | undefined;
  /** Undo brought it back from before a newer version was shown. */
  readonly isPast?: boolean;
  /** What a save without an answer may have stored. */
  readonly sentText?: string;
}

export function compareWithServer(
  base: Base,
  { pair, at }: Latest,
  { isDirty, compact, isPast, sentText }: Draft,
): Meanwhile {
  if (at < base.since) return 'same';
  if (pair === null) return base.id === null ? 'same' : 'deleted';
  if (pair.id === base.id && pair.version <= base.version) return 'same';
  // A text that Undo brought back is not taken away again: it may be on the way to what was typed before.
  if (!isDirty) return isPast ? 'changed' : 'load';
  return [compact, base.valueText, sentText].includes(pair.value_text) ? 'adopt' : 'changed';
}
