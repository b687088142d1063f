import type { OpenPair } from '#contract/page/page-queries.ts';

/** The stored version that a draft is based on: read from the server, or saved by this page. */
export interface Base {
  /** Null, with version 0: the pair does not exist, and saving creates it. */
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

/** How to treat what the server has now. */
export type ServerChange =
  /** Nothing to do: the draft is based on it. */
  | 'same'
  /** Base the draft on the newer version without asking: its value equals the draft or its base. */
  | 'adopt'
  /** Show the newer version, because nothing was typed. */
  | 'load'
  /** Keep the draft and tell the person. */
  | 'changed'
  | 'deleted';

interface ComparedDraft {
  readonly isDirty: boolean;
  /** Compact JSON; undefined while the draft is not JSON. */
  readonly compact: string | undefined;
  /** Undo restored it from before a newer version was shown. */
  readonly isPast?: boolean;
  /** The text that a save without a response may have stored. */
  readonly sentText?: string;
}

/** `pair` is what the server has; null if no pair has the key any longer. */
export function compareWithServer(
  base: Base,
  pair: OpenPair | null,
  { isDirty, compact, isPast, sentText }: ComparedDraft,
): ServerChange {
  if (pair === null) return base.id === null ? 'same' : 'deleted';
  if (pair.id === base.id && pair.version <= base.version) return 'same';
  if (base.valueText === pair.value_text) return 'adopt';
  // Never replace a text that Undo restored: the person may be on the way to what they typed before.
  if (!isDirty) return isPast ? 'changed' : 'load';
  return [compact, sentText].includes(pair.value_text) ? 'adopt' : 'changed';
}
