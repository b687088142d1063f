import type { TextColumn } from './engine.ts';
import type { Pair, PairColumn, PairSummary } from './store.ts';

/** What the properties of a pair are in the table, in the order of its columns. */
const SELECTIONS = {
  id: 'id',
  key: 'key',
  type: 'type',
  size: 'size',
  version: 'version',
  preview: 'preview',
  created: 'created',
  updated: 'updated',
  updatedBy: 'updated_by as updatedBy',
  valueText: 'value as valueText',
} as const satisfies Record<keyof Pair, string>;

type Selection = (typeof SELECTIONS)[keyof Pair];

const PROPERTIES = Object.keys(SELECTIONS) as (keyof Pair)[];

/** Everything but the value. */
export const SUMMARY = PROPERTIES.filter((property): property is keyof PairSummary => property !== 'valueText');

/** Everything. */
export const WHOLE: readonly (keyof Pair)[] = PROPERTIES;

/** The same for the same properties, whatever their order. */
export function toSelections(properties: readonly (keyof Pair)[]): Selection[] {
  return PROPERTIES.filter((property) => properties.includes(property)).map((property) => SELECTIONS[property]);
}

export function columnName(column: PairColumn): TextColumn {
  return column === 'updatedBy' ? 'updated_by' : column;
}
