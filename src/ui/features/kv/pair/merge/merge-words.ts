import type { JsonMerge } from '#json/merge.ts';
import { formatCount } from '#ui/shared/text/format.ts';

const changes = (count: number) => `${formatCount(count)} ${count === 1 ? 'change' : 'changes'}`;

/** "3 changes of nightly-etl and 1 of yours"; undefined when there are none. */
export function describeMerged({ theirsCount, mineCount }: JsonMerge, theirName: string): string | undefined {
  const theirs = theirsCount > 0 ? `${changes(theirsCount)} of ${theirName}` : undefined;
  if (mineCount === 0) return theirs;
  return theirs ? `${theirs} and ${formatCount(mineCount)} of yours` : `${changes(mineCount)} of yours`;
}

/** "1 change of nightly-etl merges by itself."; empty when there are none. */
export function describeByThemselves(merge: JsonMerge, theirName: string): string {
  const what = describeMerged(merge, theirName);
  if (what === undefined) return '';
  const isOne = merge.theirsCount + merge.mineCount === 1;
  return isOne ? `${what} merges by itself.` : `${what} merge by themselves.`;
}

/** "2 places were changed by both: choose for each." */
export function describeConflicts(count: number): string {
  if (count === 0) return 'Nothing was changed by both.';
  return count === 1
    ? 'One place was changed by both: choose which one to keep.'
    : `${formatCount(count)} places were changed by both: choose for each.`;
}
