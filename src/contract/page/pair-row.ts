import { graphql, type ResultOf } from '../graphql.ts';

/** What the list knows of a pair: a new column is added here and in `pair-table.columns.tsx`. */
export const PairRow = graphql(`
  fragment PairRow on key_value {
    id key type size version preview created created_by updated updated_by
  }
`);

/** A row of the list: everything about a pair but its value. */
export type PairSummary = ResultOf<typeof PairRow>;

export const SORT_COLUMNS = [
  'key',
  'type',
  'size',
  'created_by',
  'updated',
] as const satisfies readonly (keyof PairSummary)[];
export type SortColumn = (typeof SORT_COLUMNS)[number];
