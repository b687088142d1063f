import { type AliasedRawBuilder, type RawBuilder, sql } from 'kysely';
import {
  type ColumnsOf,
  LISTED_PROPERTIES,
  ORIGIN_PROPERTIES,
  PAIR_FIELDS,
  PAIR_PROPERTIES,
  type PairOrigin,
  type PairProperty,
  STORED_PROPERTIES,
  type StoredPair,
} from '../pair-fields.ts';
import type { PairFilter, PairQuery } from '../store.ts';

/** Properties that come from the table of reads. */
const READS: Readonly<Partial<Record<PairProperty, RawBuilder<unknown>>>> = {
  lastRead: readColumn('at'),
  lastReadBy: readColumn('actor_name'),
};

/** Everything but the value. */
export const SUMMARY = LISTED_PROPERTIES;

/** Everything that the table has. */
export const WHOLE = STORED_PROPERTIES;

/** A property of a pair, in a query of the table `pair`. */
export function columnOf(property: PairProperty): RawBuilder<unknown> {
  return READS[property] ?? sql.ref(PAIR_FIELDS[property].column ?? property);
}

/** The same for the same properties, whatever their order. */
export function toSelections(properties: readonly PairProperty[]): AliasedRawBuilder<unknown, PairProperty>[] {
  return PAIR_PROPERTIES.filter((property) => properties.includes(property)).map((property) =>
    columnOf(property).as(property),
  );
}

/** A row of the table `pair`. */
export const toPairRow = (pair: StoredPair) => toColumns(pair, STORED_PROPERTIES);

/** The origin of a pair, in a row of `pair` or `deleted_pair`. */
export const toOriginColumns = (origin: PairOrigin) => toColumns(origin, ORIGIN_PROPERTIES);

function toColumns<Property extends keyof StoredPair>(
  values: Pick<StoredPair, Property>,
  properties: readonly Property[],
): ColumnsOf<Property> {
  const columns = properties.map((property) => [PAIR_FIELDS[property].column, values[property]]);
  return Object.fromEntries(columns) as ColumnsOf<Property>;
}

/** Whether the answer depends on last reads. */
export function usesReads({ filter, order = [] }: PairQuery, properties: readonly PairProperty[] = []): boolean {
  return (
    properties.some((property) => property in READS) ||
    order.some(({ column }) => column in READS) ||
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
      return filter.column in READS;
  }
}

function readColumn(name: 'at' | 'actor_name'): RawBuilder<unknown> {
  const column = sql.ref(`pair_read.${name}`);
  return sql`(select ${column} from pair_read where pair_read.tenant_id = pair.tenant_id and pair_read.pair_id = pair.id)`;
}
