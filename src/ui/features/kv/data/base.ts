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
  readonly updatedBy: string | null;
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
  };
}

/** The base of a draft whose pair was deleted. */
export function toMissingBase(base: Base): Base {
  return { ...base, id: null, version: 0, valueText: null, updated: null, updatedBy: null };
}

/** What is to be done about what the server has by now. */
export type Meanwhile =
  /** Nothing: it is what the draft is based on. */
  | 'same'
  /** Count on the newer version: nobody needs to look, its value is the draft or what the draft is based on. */
  | 'adopt'
  /** Show the newer version: nothing was typed. */
  | 'load'
  /** Leave the draft alone and say so. */
  | 'changed'
  | 'deleted';

interface ComparedDraft {
  readonly isDirty: boolean;
  /** Compact JSON; undefined while it is none. */
  readonly compact: string | undefined;
  /** Undo brought it back from before a newer version was shown. */
  readonly isPast?: boolean;
  /** What a save without an answer may have stored. */
  readonly sentText?: string;
}

/** `pair` is what the server has, null when no pair has the key any more. */
export function compareWithServer(
  base: Base,
  pair: OpenPair | null,
  { isDirty, compact, isPast, sentText }: ComparedDraft,
): Meanwhile {
  if (pair === null) return base.id === null ? 'same' : 'deleted';
  if (pair.id === base.id && pair.version <= base.version) return 'same';
  if (base.valueText === pair.value_text) return 'adopt';
  // A text that Undo brought back is not taken away again: it may be on the way to what was typed before.
  if (!isDirty) return isPast ? 'changed' : 'load';
  return [compact, sentText].includes(pair.value_text) ? 'adopt' : 'changed';
}
