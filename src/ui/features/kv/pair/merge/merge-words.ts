import type { JsonMerge } from '#json/merge.ts';
import { formatCount } from '#ui/shared/text/format.ts';

const changes = (count: number) => `${formatCount(count)} ${count === 1 ? 'change' : 'changes'}`;

/** "3 changes by nightly-etl and 1 of yours"; undefined if there are none. */
export function describeMerged({ theirsCount, mineCount }: JsonMerge, theirName: string): string | undefined {
  const theirs = theirsCount > 0 ? `${changes(theirsCount)} by ${theirName}` : undefined;
  if (mineCount === 0) return theirs;
  return theirs ? `${theirs} and ${formatCount(mineCount)} of yours` : `${changes(mineCount)} of yours`;
}

/** "1 change by nightly-etl was merged automatically."; empty if there are none. */
export function describeAutomatic(merge: JsonMerge, theirName: string): string {
  const what = describeMerged(merge, theirName);
  if (what === undefined) return '';
  const isOne = merge.theirsCount + merge.mineCount === 1;
  return `${what} ${isOne ? 'was' : 'were'} merged automatically.`;
}

/** "2 conflicts: choose which side to keep." */
export function describeConflicts(count: number): string {
  if (count === 0) return 'No conflicts.';
  return `${formatCount(count)} ${count === 1 ? 'conflict' : 'conflicts'}: choose which side to keep.`;
}
