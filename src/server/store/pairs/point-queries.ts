import type { PairProperty, PairValues } from '../pair-fields.ts';
import type { Dialect } from '../programs/engine.ts';
import { type Query, template } from '../programs/program.ts';
import type { PairFilter, PairQuery } from '../store.ts';
import { assertText } from './filter-sql.ts';
import { toSelections } from './pair-columns.ts';

/** The one id or key that a query asks for. */
interface Point {
  readonly column: 'id' | 'key';
  readonly operand: string;
}

interface PointParameters {
  tenantId: string;
  operand: string;
}

/** Queries for one pair, each compiled once: most requests are of this kind. */
export function createPointQueries({ queries }: Dialect) {
  const templates = new Map<string, (parameters: PointParameters) => Query<PairValues>>();

  return (columns: readonly PairProperty[], tenantId: string, { column, operand }: Point): Query<PairValues> => {
    const name = `${column}: ${columns.toSorted().join()}`;
    let query = templates.get(name);
    if (!query) {
      query = template<PointParameters, PairValues>((parameters) =>
        queries
          .selectFrom('pair')
          .select(toSelections(columns))
          .where('tenant_id', '=', parameters.tenantId)
          .where(column, '=', parameters.operand)
          .$castTo<PairValues>(),
      );
      templates.set(name, query);
    }
    return query({ tenantId, operand });
  };
}

/**
 * The one pair that `filter` asks for; undefined when the query asks for anything else.
 *
 * @throws {KvError} `BAD_USER_INPUT` when the operand is not valid Unicode
 */
export function findPoint(
  filter: PairFilter | undefined,
  { limit = 1, offset = 0 }: Pick<PairQuery, 'limit' | 'offset'>,
): Point | undefined {
  if (filter?.kind !== 'compare' || filter.operator !== 'eq' || limit < 1 || offset > 0) return undefined;
  const { column, operand } = filter;
  if ((column !== 'id' && column !== 'key') || operand === null) return undefined;
  assertText(operand);
  return { column, operand };
}
