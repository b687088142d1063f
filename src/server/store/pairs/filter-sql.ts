import { type Expression, type SqlBool, sql } from 'kysely';
import { KvError } from '#contract/errors.ts';
import { MAX_LIST_OPERANDS } from '#contract/limits.ts';
import { PAIR_FIELDS, type PairColumn } from '../pair-fields.ts';
import type { Dialect } from '../programs/engine.ts';
import type { PairFilter } from '../store.ts';
import { literalPrefix, type PatternPart, parseLikePattern, successorOfPrefix } from './like-pattern.ts';
import { columnOf } from './pair-columns.ts';

const MAX_DEPTH = 32;
const MAX_CONDITIONS = 1_000;
const MAX_OPERANDS = 10_000;

type Compare = Extract<PairFilter, { kind: 'compare' }>;

const SYMBOLS = { eq: '=', neq: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/**
 * Checks that a filter is not too large to work with, or to send to another thread.
 *
 * @throws {KvError} `BAD_USER_INPUT` beyond 32 levels, 1,000 conditions or 10,000 operands
 */
export function assertFilterSize(filter: PairFilter): void {
  let conditions = 0;
  let operands = 0;

  function measure(part: PairFilter, depth: number): void {
    conditions += 1;
    if (depth > MAX_DEPTH || conditions > MAX_CONDITIONS) {
      throw new KvError(
        'BAD_USER_INPUT',
        `A filter has at most ${MAX_DEPTH} levels and ${MAX_CONDITIONS.toLocaleString('en')} conditions.`,
      );
    }
    if (part.kind === 'and' || part.kind === 'or') for (const inner of part.filters) measure(inner, depth + 1);
    if (part.kind === 'not') measure(part.filter, depth + 1);
    if (part.kind !== 'in') return;
    operands += part.operands.length;
    if (part.operands.length > MAX_LIST_OPERANDS || operands > MAX_OPERANDS) {
      throw new KvError('BAD_USER_INPUT', `A list has at most ${MAX_LIST_OPERANDS.toLocaleString('en')} operands.`);
    }
  }

  measure(filter, 1);
}

/**
 * The condition that `filter` stands for; its size has been checked. With `withKeyRanges`, patterns on keys bring their
 * range of keys along, for the index of keys to use: good when the pairs are wanted in order of their keys, bad when
 * another index has the order and the first pages.
 *
 * @throws {KvError} `BAD_USER_INPUT` for an operand that is of another type than its column or not valid Unicode, and
 *   for a bad pattern
 */
export function toCondition(dialect: Dialect, filter: PairFilter, withKeyRanges: boolean): Expression<SqlBool> {
  const convert = (part: PairFilter) => toCondition(dialect, part, withKeyRanges);
  switch (filter.kind) {
    case 'and':
    case 'or':
      return join(filter.kind, filter.filters.map(convert));
    case 'not':
      return sql`not ${convert(filter.filter)}`;
    case 'compare':
      return compare(dialect, filter, withKeyRanges);
    case 'isNull':
      return sql`${columnOf(filter.column)} is null`;
    case 'in':
      for (const operand of filter.operands) assertOperand(filter.column, operand);
      if (filter.operands.length === 0) return sql`false`;
      return sql`${columnOf(filter.column)} in (${sql.join(filter.operands)})`;
  }
}

/** Halves rather than a chain: some engines count every link of a chain as a level, and limit the levels. */
function join(kind: 'and' | 'or', conditions: readonly Expression<SqlBool>[]): Expression<SqlBool> {
  const [only] = conditions;
  if (!only) return kind === 'and' ? sql`true` : sql`false`;
  if (conditions.length === 1) return only;
  const middle = conditions.length >> 1;
  const left = join(kind, conditions.slice(0, middle));
  const right = join(kind, conditions.slice(middle));
  return kind === 'and' ? sql`(${left} and ${right})` : sql`(${left} or ${right})`;
}

function compare(dialect: Dialect, filter: Compare, withKeyRanges: boolean): Expression<SqlBool> {
  const { column, operator, operand } = filter;
  if (operand === null) return sql`cast(null as boolean)`;
  if (operator === 'like' || operator === 'ilike') {
    assertText(operand);
    const pattern = parseLikePattern(operand);
    if (operator === 'ilike') return dialect.ilike(column, pattern);
    const matches = dialect.like(column, pattern);
    return withKeyRanges && column === 'key' ? join('and', [...keyRange(pattern), matches]) : matches;
  }
  assertOperand(column, operand);
  return sql`${columnOf(column)} ${sql.raw(SYMBOLS[operator])} ${operand}`;
}

/** The range of keys that a pattern implies. */
function keyRange(pattern: readonly PatternPart[]): Expression<SqlBool>[] {
  const prefix = literalPrefix(pattern);
  if (prefix === '') return [];
  const end = successorOfPrefix(prefix);
  const from = sql<SqlBool>`key >= ${prefix}`;
  return end === undefined ? [from] : [from, sql<SqlBool>`key < ${end}`];
}

function assertOperand(column: PairColumn, operand: string | number): void {
  if (PAIR_FIELDS[column].type !== 'Int') assertText(operand);
  else if (typeof operand !== 'number' || !Number.isFinite(operand)) {
    throw new KvError('BAD_USER_INPUT', 'This column is compared with numbers.');
  }
}

/**
 * Text that is not valid Unicode would be changed on its way to the database, and match text it does not equal.
 *
 * @throws {KvError} `BAD_USER_INPUT`
 */
export function assertText(operand: string | number): asserts operand is string {
  if (typeof operand !== 'string') throw new KvError('BAD_USER_INPUT', 'This column is compared with text.');
  if (operand.includes('\0') || !operand.isWellFormed()) {
    throw new KvError('BAD_USER_INPUT', 'Text cannot contain the NUL character or half of a surrogate pair.');
  }
}
