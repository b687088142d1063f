import type { Where } from '#contract/page/page-queries.ts';
import type { PairSummary, SortColumn } from '#contract/page/pair-row.ts';

/** The pairs before `pair` in a list sorted by one column: ties follow the key, and null comes before everything. */
export function toWhereBefore(pair: PairSummary, sort: SortColumn, direction: 'asc' | 'desc'): Where {
  const isAscending = direction === 'asc';
  if (sort === 'key') return { key: isAscending ? { _lt: pair.key } : { _gt: pair.key } };
  const value: string | number | null = pair[sort];
  const isEqual: Where = { [sort]: value === null ? { _is_null: true } : { _eq: value }, key: { _lt: pair.key } };
  if (value === null) return isAscending ? isEqual : { _or: [{ [sort]: { _is_null: false } }, isEqual] };
  if (!isAscending) return { _or: [{ [sort]: { _gt: value } }, isEqual] };
  return { _or: [{ [sort]: { _lt: value } }, { [sort]: { _is_null: true } }, isEqual] };
}
