import { KvError } from '#contract/errors.ts';
import { MAX_LIST_OPERANDS } from '#contract/limits.ts';
import { COMPARABLE_PROPERTIES, isNullable, PAIR_FIELDS, type PairColumn } from '../../store/pair-fields.ts';
import type { ComparisonOperator, PairFilter, PairOrder } from '../../store/store.ts';

type Operand = string | number | null;
type Comparison = Readonly<Record<string, Operand | readonly Operand[] | boolean | undefined>>;

/** `key_value_bool_exp` of the schema, which GraphQL has checked against it. */
export interface PairBoolExp extends Readonly<Record<string, unknown>> {
  readonly _and?: readonly PairBoolExp[] | null;
  readonly _or?: readonly PairBoolExp[] | null;
  readonly _not?: PairBoolExp | null;
}

const COLUMNS: ReadonlyMap<string, PairColumn> = new Map(
  COMPARABLE_PROPERTIES.flatMap((column) => PAIR_FIELDS[column].wire.map((name) => [name, column])),
);

const OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  _eq: 'eq',
  _neq: 'neq',
  _gt: 'gt',
  _gte: 'gte',
  _lt: 'lt',
  _lte: 'lte',
  _like: 'like',
  _ilike: 'ilike',
};

const NOTHING: PairFilter = { kind: 'or', filters: [] };
const EVERYTHING: PairFilter = { kind: 'and', filters: [] };

/** The filter for a `where`; undefined for none. */
export function toPairFilter(where: PairBoolExp | null | undefined): PairFilter | undefined {
  if (where === null || where === undefined) return undefined;
  const filters = Object.entries(where).flatMap(([name, operand]) => toFilters(name, operand));
  return filters.length === 1 ? filters[0] : { kind: 'and', filters };
}

function toFilters(name: string, operand: unknown): PairFilter[] {
  if (operand === null || operand === undefined) return [];
  if (name === '_not') return [{ kind: 'not', filter: toPairFilter(operand as PairBoolExp) ?? EVERYTHING }];
  if (name === '_and' || name === '_or') {
    const filters = (operand as readonly PairBoolExp[]).map((item) => toPairFilter(item) ?? EVERYTHING);
    return [{ kind: name === '_and' ? 'and' : 'or', filters }];
  }
  const column = COLUMNS.get(name);
  return column
    ? Object.entries(operand as Comparison).map(([operator, value]) => compare(column, operator, value))
    : [];
}

function compare(column: PairColumn, operator: string, value: Comparison[string]): PairFilter {
  if (operator === '_is_null') return typeof value === 'boolean' ? compareWithNull(column, value) : NOTHING;
  if (operator === '_in' || operator === '_nin') {
    if (!isOperandList(value)) return NOTHING;
    const filter: PairFilter = { kind: 'in', column, operands: value as (string | number)[] };
    return operator === '_in' ? filter : { kind: 'not', filter };
  }
  const known = OPERATORS[operator];
  if (!known) throw new Error(`schema.graphql has an operator without a meaning: ${operator}`);
  return { kind: 'compare', column, operator: known, operand: (value ?? null) as Operand };
}

function compareWithNull(column: PairColumn, isNull: boolean): PairFilter {
  if (!isNullable(column)) return isNull ? NOTHING : EVERYTHING;
  const filter: PairFilter = { kind: 'isNull', column };
  return isNull ? filter : { kind: 'not', filter };
}

/** @throws {KvError} `BAD_USER_INPUT` if there are too many */
function isOperandList(value: Comparison[string]): value is readonly Operand[] {
  if (!Array.isArray(value)) return false;
  if (value.length > MAX_LIST_OPERANDS) {
    throw new KvError('BAD_USER_INPUT', `_in and _nin accept at most ${MAX_LIST_OPERANDS} operands.`, {
      limit: MAX_LIST_OPERANDS,
    });
  }
  return true;
}

type OrderBy = Readonly<Record<string, 'asc' | 'desc' | null | undefined>>;

/** Many times the number of columns. */
const MAX_ORDER_CRITERIA = 100;

/**
 * The order for an `order_by`, first criterion first.
 *
 * @throws {KvError} `BAD_USER_INPUT` if there are too many
 */
export function toPairOrder(orderBy: readonly OrderBy[] | null | undefined): PairOrder[] {
  if ((orderBy?.length ?? 0) > MAX_ORDER_CRITERIA) {
    throw new KvError('BAD_USER_INPUT', `order_by accepts at most ${MAX_ORDER_CRITERIA} criteria.`, {
      limit: MAX_ORDER_CRITERIA,
    });
  }
  return (orderBy ?? []).flatMap((item) =>
    Object.entries(item).flatMap(([name, direction]) => {
      const column = COLUMNS.get(name);
      return column && direction ? [{ column, direction }] : [];
    }),
  );
}
