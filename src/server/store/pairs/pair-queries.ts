import { type Expression, type OrderByModifiers, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Dialect } from '../engine.ts';
import { isNullable, type PairProperty, type PairValues } from '../pair-fields.ts';
import { all, compile, first, type Program, template } from '../program.ts';
import type { PairFilter, PairOrder, PairQuery } from '../store.ts';
import { CountCache } from './count-cache.ts';
import { toCondition } from './filter-sql.ts';
import { columnOf, filtersByReads, toSelections } from './pair-columns.ts';
import { createPointQueries, findPoint } from './point-queries.ts';

type PairRows = SelectQueryBuilder<Database, 'pair', object>;

/** The reading half of `PairStore`. */
export function createPairQueries(dialect: Dialect) {
  const { queries } = dialect;
  const pointQuery = createPointQueries(dialect);
  const counts = new CountCache();

  const countersOf = template(({ tenantId }: { tenantId: string }) =>
    queries.selectFrom('tenant').select(['pair_count as pairCount', 'revision']).where('id', '=', tenantId),
  );

  function* readCounters(tenantId: string): Program<{ readonly pairCount: number; readonly revision: number }> {
    return (yield* first(countersOf({ tenantId }))) ?? { pairCount: 0, revision: 0 };
  }

  /** See `PairStore.list`. Rows have only the properties in `columns`. */
  function* list(tenantId: string, query: PairQuery, columns: readonly PairProperty[]): Program<readonly PairValues[]> {
    const filter = simplify(query.filter);
    const point = findPoint(filter, query);
    if (point) return yield* all(pointQuery(columns, tenantId, point));
    const rows = yield* selectPage(tenantId, filter, query);
    return yield* all(compile(rows.select(toSelections(columns)).$castTo<PairValues>()));
  }

  /** See `PairStore.count`. */
  function* count(tenantId: string, given: PairFilter | undefined): Program<number> {
    const { pairCount, revision } = yield* readCounters(tenantId);
    const filter = simplify(given);
    if (!filter) return pairCount;
    const condition = toCondition(dialect, filter, true);
    const known = counts.get(tenantId, revision, filter);
    if (known !== undefined) return known;
    const matches = yield* selectMatches(tenantId, filter, condition);
    const row = yield* first(compile(matches.select(sql<number>`count(*)`.as('found'))));
    const found = row?.found ?? 0;
    // A read does not change the revision of the tenant.
    if (!filtersByReads(filter)) counts.set(tenantId, revision, filter, found);
    return found;
  }

  function* selectPage(
    tenantId: string,
    filter: PairFilter | undefined,
    { order = [], limit, offset = 0 }: PairQuery,
  ): Program<PairRows> {
    const isByKey = (order[0]?.column ?? 'key') === 'key';
    const condition = filter && toCondition(dialect, filter, isByKey);
    const matches = orderPairs(yield* selectMatches(tenantId, filter, condition), order);
    if (limit === undefined && offset === 0) return matches;
    // The page first, from an index alone, and then its rows: rows that are skipped or only sorted are never read.
    const page = matches
      .select('row_id')
      .limit(limit ?? Number.MAX_SAFE_INTEGER)
      .offset(offset);
    return orderPairs(queries.selectFrom('pair').where('row_id', 'in', page), order);
  }

  /** The pairs of the tenant that match, in no order. `condition` is what `filter` stands for. */
  function* selectMatches(
    tenantId: string,
    filter: PairFilter | undefined,
    condition: Expression<SqlBool> | undefined,
  ): Program<PairRows> {
    const rows = queries.selectFrom('pair');
    if (!filter || !condition) return rows.where('tenant_id', '=', tenantId);
    const { pairCount } = yield* readCounters(tenantId);
    const candidates = yield* dialect.findCandidates(filter, pairCount);
    if (!candidates) return rows.where('tenant_id', '=', tenantId).where(condition);
    // An expression, so that no index on the column applies: a planner that has to sort a few candidates likes to
    // walk all keys in order instead.
    const isOwn = sql<SqlBool>`tenant_id || '' = ${tenantId}`;
    return rows.where('row_id', 'in', candidates).where(isOwn).where(condition);
  }

  return { list, count };
}

/** The filter without layers that mean nothing; undefined when all pairs match. */
function simplify(given: PairFilter | undefined): PairFilter | undefined {
  let filter = given;
  while (filter?.kind === 'and' && filter.filters.length < 2) filter = filter.filters[0];
  return filter;
}

function orderPairs(rows: PairRows, order: readonly PairOrder[]): PairRows {
  const ordered = order.reduce(
    (query, { column, direction }) => query.orderBy(columnOf(column), inDirection(direction, isNullable(column))),
    rows,
  );
  return order.some(({ column }) => column === 'key') ? ordered : ordered.orderBy('key');
}

/** Engines do not agree where null comes. */
function inDirection(direction: PairOrder['direction'], withNulls: boolean): OrderByModifiers {
  if (!withNulls) return direction;
  return (order) => (direction === 'asc' ? order.asc().nullsFirst() : order.desc().nullsLast());
}
