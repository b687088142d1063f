import { type Expression, type OrderByModifiers, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '../database.ts';
import { isNullable, type PairProperty, type PairValues } from '../pair-fields.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, compile, first, type Program, type Query, template } from '../programs/program.ts';
import type { PairFilter, PairOrder, PairQuery } from '../store.ts';
import { toCondition } from './filter-sql.ts';
import { columnOf, toSelections } from './pair-columns.ts';
import { createPointQueries, findPoint } from './point-queries.ts';

interface PairCounters {
  readonly pairCount: number;
  readonly revision: number;
}

type PairRows = SelectQueryBuilder<Database, 'pair', object>;

/** The reading half of `PairStore`. */
export function createPairQueries(dialect: Dialect) {
  const { queries } = dialect;
  const pointQuery = createPointQueries(dialect);
  const countersOf = template(({ tenantId }: { tenantId: string }) =>
    queries.selectFrom('tenant').select(['pair_count as pairCount', 'revision']).where('id', '=', tenantId),
  );

  /** Of a tenant: what it has, and how many changes it has seen. */
  function* counters(tenantId: string): Program<PairCounters> {
    return (yield* first(countersOf({ tenantId }))) ?? { pairCount: 0, revision: 0 };
  }

  /** The query of `list`. Its rows have the columns in their order. */
  function* listQuery(
    tenantId: string,
    columns: readonly PairProperty[],
    query: PairQuery,
  ): Program<Query<PairValues>> {
    const filter = simplify(query.filter);
    const point = findPoint(filter, query);
    if (point) return pointQuery(columns, tenantId, point);
    const rows = yield* selectPage(tenantId, filter, query);
    return compile(rows.select(toSelections(columns)).$castTo<PairValues>());
  }

  /** See `PairStore.list`. Rows have only the properties in `columns`. */
  function* list(tenantId: string, columns: readonly PairProperty[], query: PairQuery): Program<readonly PairValues[]> {
    return yield* all(yield* listQuery(tenantId, columns, query));
  }

  /** How many pairs match, and at which revision of the tenant. */
  function* count(
    tenantId: string,
    filter: PairFilter,
  ): Program<{ readonly count: number; readonly revision: number }> {
    const { revision } = yield* counters(tenantId);
    const matches = yield* selectMatches(tenantId, filter, toCondition(dialect, filter, true));
    const row = yield* first(compile(matches.select(sql<number>`count(*)`.as('found'))));
    return { count: row?.found ?? 0, revision };
  }

  function* selectPage(
    tenantId: string,
    filter: PairFilter | undefined,
    { order = [], limit, offset = 0 }: PairQuery,
  ): Program<PairRows> {
    const isByKey = (order[0]?.column ?? 'key') === 'key';
    const condition = filter && toCondition(dialect, filter, isByKey);
    const matches = orderPairs(yield* selectMatches(tenantId, filter, condition), order);
    // In order of the keys the first rows are found at once.
    if (offset === 0 && (limit === undefined || (!filter && isByKey && order.length < 2))) {
      return limit === undefined ? matches : matches.limit(limit);
    }
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
    const { isInTime } = dialect;
    const all = queries.selectFrom('pair');
    const rows = isInTime ? all.where(isInTime.pair) : all;
    if (!filter || !condition) return rows.where('tenant_id', '=', tenantId);
    const { pairCount } = yield* counters(tenantId);
    const candidates = yield* dialect.findCandidates(filter, pairCount);
    if (!candidates) return rows.where('tenant_id', '=', tenantId).where(condition);
    // An expression, so that no index on the column applies: a planner that has to sort a few candidates likes to
    // walk all keys in order instead.
    const isOwn = sql<SqlBool>`tenant_id || '' = ${tenantId}`;
    return rows.where('row_id', 'in', candidates).where(isOwn).where(condition);
  }

  return { counters, listQuery, list, count };
}

/** The filter without layers that mean nothing; undefined when all pairs match. */
export function simplify(given: PairFilter | undefined): PairFilter | undefined {
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
