import type { PairColumn } from '../pair-fields.ts';
import type { PairFilter, PairOrder } from '../store.ts';

type Comparable = string | number | null;
/** A pair, as far as filters and orders look at it. */
export type ModelPair = Readonly<Record<PairColumn, Comparable>>;

/** What a filter means, in the plainest words: tests compare engines with it. Null is the unknown of SQL. */
export function evaluate(filter: PairFilter, pair: ModelPair): boolean | null {
  switch (filter.kind) {
    case 'and': {
      const results = filter.filters.map((inner) => evaluate(inner, pair));
      if (results.includes(false)) return false;
      return results.includes(null) ? null : true;
    }
    case 'or': {
      const results = filter.filters.map((inner) => evaluate(inner, pair));
      if (results.includes(true)) return true;
      return results.includes(null) ? null : false;
    }
    case 'not': {
      const result = evaluate(filter.filter, pair);
      return result === null ? null : !result;
    }
    case 'isNull':
      return pair[filter.column] === null;
    case 'in': {
      const value = pair[filter.column];
      if (value === null) return filter.operands.length === 0 ? false : null;
      return filter.operands.includes(value);
    }
    case 'compare':
      return evaluateComparison(filter, pair);
  }
}

function evaluateComparison(
  { column, operator, operand }: Extract<PairFilter, { kind: 'compare' }>,
  pair: ModelPair,
): boolean | null {
  const value = pair[column];
  if (operand === null || value === null) return null;
  switch (operator) {
    case 'eq':
      return value === operand;
    case 'neq':
      return value !== operand;
    case 'gt':
      return compareValues(value, operand) > 0;
    case 'gte':
      return compareValues(value, operand) >= 0;
    case 'lt':
      return compareValues(value, operand) < 0;
    case 'lte':
      return compareValues(value, operand) <= 0;
    case 'like':
      return toRegExp(String(operand)).test(String(value));
    case 'ilike':
      return toRegExp(fold(String(operand))).test(fold(String(value)));
  }
}

/** Numbers by value, text by UTF-8 bytes, null before both. */
export function compareValues(one: Comparable, other: Comparable): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
}

/** The pairs in order, ties by key. */
export function sortPairs<Row extends ModelPair>(pairs: readonly Row[], order: readonly PairOrder[]): Row[] {
  return pairs.toSorted((one, other) => {
    for (const { column, direction } of [...order, { column: 'key', direction: 'asc' } as const]) {
      const difference = compareValues(one[column], other[column]);
      if (difference !== 0) return direction === 'asc' ? difference : -difference;
    }
    return 0;
  });
}

function toRegExp(pattern: string): RegExp {
  const source = pattern.replace(/\\(.)|./gsu, (part, escaped?: string) => {
    if (part === '%') return '.*';
    if (part === '_') return '.';
    return (escaped ?? part).replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 'su');
}

/** Every code point by itself, if its lower-case form is one code point and not of ASCII unless it was. */
function fold(text: string): string {
  return Array.from(text, (character) => {
    const lower = character.toLowerCase();
    const isOne = [...lower].length === 1;
    return isOne && (character < '\x80' || lower >= '\x80') ? lower : character;
  }).join('');
}
