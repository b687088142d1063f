import { sql } from 'kysely';
import type { TextColumn } from '../engine.ts';
import type { Pair, PairColumn, PairFilter, PairProperty, PairQuery, PairSummary } from '../store.ts';

/** When a row of `pair` was last read; null when never. */
export const LAST_READ = readColumn<string | null>('at');

/** What the properties of a pair are in the table, in the order of its columns. */
const COLUMNS = {
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

const SELECTIONS = {
  ...COLUMNS,
  lastRead: LAST_READ.as('lastRead'),
  lastReadBy: readColumn<string | null>('actor_name').as('lastReadBy'),
} satisfies Record<PairProperty, unknown>;

type Selection = (typeof SELECTIONS)[PairProperty];

const PROPERTIES = Object.keys(COLUMNS) as (keyof Pair)[];
const ALL_PROPERTIES = Object.keys(SELECTIONS) as PairProperty[];

/** Everything but the value. */
export const SUMMARY = PROPERTIES.filter((property): property is keyof PairSummary => property !== 'valueText');

/** Everything. */
export const WHOLE: readonly (keyof Pair)[] = PROPERTIES;

/** The same for the same properties, whatever their order. */
export function toSelections(properties: readonly PairProperty[]): Selection[] {
  return ALL_PROPERTIES.filter((property) => properties.includes(property)).map((property) => SELECTIONS[property]);
}

/** Whether the answer depends on who has read what. */
export function usesReads({ filter, order = [] }: PairQuery, properties: readonly PairProperty[] = []): boolean {
  return (
    properties.some((property) => property === 'lastRead' || property === 'lastReadBy') ||
    order.some(({ column }) => column === 'lastRead') ||
    (filter !== undefined && filtersByReads(filter))
  );
}

export function filtersByReads(filter: PairFilter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.some(filtersByReads);
    case 'not':
      return filtersByReads(filter.filter);
    default:
      return filter.kind === 'lastRead' || filter.kind === 'neverRead';
  }
}

function readColumn<Value>(name: 'at' | 'actor_name') {
  const column = sql.ref(`pair_read.${name}`);
  return sql<Value>`(select ${column} from pair_read where pair_read.tenant_id = pair.tenant_id and pair_read.pair_id = pair.id)`;
}

export function columnName(column: PairColumn): TextColumn {
  return column === 'updatedBy' ? 'updated_by' : column;
}
