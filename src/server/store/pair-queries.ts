import { type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from './database.ts';
import type { Dialect } from './engine.ts';
import { assertText, columnName, toCondition } from './pair-filter.ts';
import { all, compile, first, type Program, template } from './program.ts';
import type { Pair, PairFilter, PairOrder, PairQuery, PairSummary } from './store.ts';

const SUMMARY = [
  'id',
  'key',
  'type',
  'size',
  'version',
  'preview',
  'created',
  'updated',
  'updated_by as updatedBy',
] as const;
const WHOLE = [...SUMMARY, 'value as valueText'] as const;

type PairRows = SelectQueryBuilder<Database, 'pair', object>;

/** The reading half of `PairStore`. */
export function createPairQueries(dialect: Dialect) {
  const { queries } = dialect;

  const pointQueries = { id: createPointQueries('id'), key: createPointQueries('key') };

  function createPointQueries(column: 'id' | 'key') {
    interface Parameters {
      tenantId: string;
      operand: string;
    }
    const rows = ({ tenantId, operand }: Parameters) =>
      queries.selectFrom('pair').where('tenant_id', '=', tenantId).where(column, '=', operand);
    return {
      summary: template((parameters: Parameters) => rows(parameters).select(SUMMARY)),
      whole: template((parameters: Parameters) => rows(parameters).select(WHOLE)),
    };
  }

  const pairCount = template(({ tenantId }: { tenantId: string }) =>
    queries.selectFrom('tenant').select('pair_count as count').where('id', '=', tenantId),
  );

  function* list(tenantId: string, query: PairQuery): Program<readonly PairSummary[]> {
    const point = findPoint(query);
    if (point) return yield* all(pointQueries[point.column].summary({ tenantId, ...point }));
    const rows = yield* select(tenantId, query);
    return yield* all(compile(rows.select(SUMMARY)));
  }

  function* listWithValues(tenantId: string, query: PairQuery): Program<readonly Pair[]> {
    const point = findPoint(query);
    if (point) return yield* all(pointQueries[point.column].whole({ tenantId, ...point }));
    const rows = yield* select(tenantId, query);
    return yield* all(compile(rows.select(WHOLE)));
  }

  function* count(tenantId: string, filter: PairFilter | undefined): Program<number> {
    const rows = filter && (yield* selectMatches(tenantId, filter));
    const query = rows ? compile(rows.select(sql<number>`count(*)`.as('count'))) : pairCount({ tenantId });
    const row = yield* first(query);
    return row?.count ?? 0;
  }

  function* select(tenantId: string, { filter, order = [], limit, offset = 0 }: PairQuery): Program<PairRows> {
    const matches = orderPairs(yield* selectMatches(tenantId, filter), order);
    if (limit === undefined && offset === 0) return matches;
    // The page first, from an index alone, and then its rows: rows that are skipped or only sorted are never read.
    const page = matches
      .select('row_id')
      .limit(limit ?? Number.MAX_SAFE_INTEGER)
      .offset(offset);
    return orderPairs(queries.selectFrom('pair').where('row_id', 'in', page), order);
  }

  /** The pairs of the tenant that match, in no order. */
  function* selectMatches(tenantId: string, filter: PairFilter | undefined): Program<PairRows> {
    const rows = queries.selectFrom('pair');
    if (!filter) return rows.where('tenant_id', '=', tenantId);
    const matches = rows.where(toCondition(dialect, filter));
    const candidates = yield* dialect.findCandidates(filter);
    if (!candidates) return matches.where('tenant_id', '=', tenantId);
    // An expression, so that no index on the column applies: a planner that has to sort a few candidates likes to
    // walk all keys in order instead.
    return matches.where('row_id', 'in', candidates).where(sql<SqlBool>`tenant_id || '' = ${tenantId}`);
  }

  return { list, listWithValues, count };
}

function orderPairs(rows: PairRows, order: readonly PairOrder[]): PairRows {
  const ordered = order.reduce((query, { column, direction }) => query.orderBy(columnName(column), direction), rows);
  return order.some(({ column }) => column === 'key') ? ordered : ordered.orderBy('key');
}

interface Point {
  readonly column: 'id' | 'key';
  readonly operand: string;
}

/** The one id or key that a query asks for, when that is all it asks for. */
function findPoint({ filter, limit = 1, offset = 0 }: PairQuery): Point | undefined {
  if (!filter || limit < 1 || offset > 0) return undefined;
  if (filter.kind === 'and' || filter.kind === 'or') {
    const [only, ...others] = filter.filters;
    return only && others.length === 0 ? findPoint({ filter: only }) : undefined;
  }
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || filter.operand === null) return undefined;
  const { column, operand } = filter;
  if (column !== 'id' && column !== 'key') return undefined;
  assertText(operand);
  return { column, operand };
}
