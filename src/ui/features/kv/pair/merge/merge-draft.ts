import { formatJson } from '#json/format.ts';
import { type JsonMerge, mergeJson } from '#json/merge.ts';
import { findJsonProblem, minifyJson } from '#json/text.ts';

interface DraftMerge extends JsonMerge {
  /** The draft is not JSON, so the whole value is one conflict. */
  readonly isWhole: boolean;
}

/** Merges a draft, which may have mistakes, with a version that someone else saved. */
export function mergeDraft(base: string | null, theirs: string, mine: string): DraftMerge {
  const hasMistake = findJsonProblem(mine) !== undefined;
  if (base !== null && !hasMistake) return { ...mergeJson(base, theirs, minifyJson(mine)), isWhole: false };
  return {
    isWhole: hasMistake,
    conflicts: [{ path: [], base: base ?? undefined, theirs, mine }],
    merged: theirs,
    theirsCount: 0,
    mineCount: 0,
    toText: ([choice]) => (choice === 'mine' ? mine : theirs),
  };
}

/** A merged text as the editor shows it: formatted, or the draft itself if that has the same value. */
export function toShownText(merged: string, mine: string): string {
  if (findJsonProblem(merged) || (!findJsonProblem(mine) && minifyJson(mine) === merged)) return mine;
  return formatJson(merged);
}
