import { mergeDraft, toShownText } from './merge-draft.ts';

/** What a refused save can do about the version that was saved first. */
export type SaveMerge =
  /** Both changed the same part. */
  | { readonly kind: 'conflict' }
  /** Every part was changed by one side only, or by both alike. `text` is for the editor. */
  | { readonly kind: 'merged'; readonly text: string }
  /** Their version already has all of it. */
  | { readonly kind: 'contained'; readonly text: string };

/** Merges a draft with the version that was saved first; the part that no one else changed keeps its exact text. */
export function mergeForSave(base: string | null, theirs: string, mine: string): SaveMerge {
  const { conflicts, merged } = mergeDraft(base, theirs, mine);
  if (conflicts.length > 0) return { kind: 'conflict' };
  return { kind: merged === theirs ? 'contained' : 'merged', text: toShownText(merged, mine) };
}
