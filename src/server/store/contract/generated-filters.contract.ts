import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  COMPARABLE_PROPERTIES,
  isNullable,
  type NullableColumn,
  PAIR_FIELDS,
  PAIR_PROPERTIES,
  type PairColumn,
  type PairValues,
} from '../pair-fields.ts';
import type { PairFilter, PairOrder, PairStore } from '../store.ts';
import { type ContractContext, createActor, createTenant } from './contract-fixtures.ts';
import { compareValues, evaluate, sortPairs } from './filter-model.ts';

/** Letters that trip case folding, patterns, indexes and orders of text. */
const CHARACTERS = [
  ...'aAbBkKiIsSzé',
  ...'ÉßẞΣσςİıſDžDžǅ中😀',
  '\u212a',
  '\u0301',
  '\ue000',
  '\ufb01',
  ...'%_\\*?[]^-"\'/. ',
];

const character = fc.constantFrom(...CHARACTERS);
const text = fc.string({ unit: character, maxLength: 6 });
const key = fc.string({ unit: character, minLength: 1, maxLength: 8 });
const NUMBER_COLUMNS = COMPARABLE_PROPERTIES.filter((column) => PAIR_FIELDS[column].type === 'Int');
const TEXT_COLUMNS = COMPARABLE_PROPERTIES.filter((column) => PAIR_FIELDS[column].type !== 'Int');
const NULLABLE_COLUMNS = COMPARABLE_PROPERTIES.filter(isNullable);
const VALUES = ['null', 'true', 'false', '1', '1.0', '12', '""', '"é"', '[]', '{}', '[1,2,3]', '{"a":null}'];

/** Filters of any shape against a model of them. */
export function testGeneratedFilters(context: ContractContext, numRuns: number): void {
  let pairs: PairStore;
  let all: readonly PairValues[];

  beforeAll(async () => {
    const { scope } = await createTenant(context.store);
    const actors = [
      context.store.pairs(await createActor(context.store, scope.tenantId, 'Zoë')),
      context.store.pairs(await createActor(context.store, scope.tenantId, 'zOË')),
      context.store.pairs(await createActor(context.store, scope.tenantId, 'bob_%')),
    ];
    pairs = context.store.pairs(scope);
    const keys = fc.sample(fc.uniqueArray(key, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 7 })[0] ?? [];
    for (const [number, name] of keys.entries()) {
      const actor = actors[number % actors.length] ?? pairs;
      if (number % 7 === 0) context.clock.advance(1);
      await actor.set({ key: name, valueText: VALUES[number % VALUES.length] ?? 'null' });
      if (number % 5 === 0) await pairs.set({ key: name, valueText: VALUES[(number * 7) % VALUES.length] ?? 'null' });
    }
    for (const [number, { id }] of (await pairs.list({}, ['id'])).entries()) {
      if (number % 3 === 0) context.clock.advance(60_000);
      if (number % 4 !== 0) context.store.recordRead(scope, id);
    }
    all = await pairs.list({}, PAIR_PROPERTIES);
  });

  /** Operands that occur, parts of them, and ones that do not occur. */
  const textOperand = fc.oneof(
    text,
    fc.constantFrom(...TEXT_COLUMNS).chain((column) => fc.nat(59).map((at) => String(all[at]?.[column] ?? ''))),
    fc.tuple(fc.nat(59), fc.nat(4), fc.nat(6)).map(([at, from, length]) => partOf(all[at]?.key ?? '', from, length)),
  );
  const pattern = fc
    .array(fc.oneof(textOperand, fc.constantFrom('%', '_', '\\%', '\\_', '\\\\')), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join(''))
    .filter((joined) => !/^(?:[^\\]|\\.)*\\$/s.test(joined));
  const numberOperand = fc.oneof(fc.nat(12), fc.constantFrom(-1, 1.5, 1e300, Number.MAX_SAFE_INTEGER));

  const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { freq: 12 });
  const comparison = fc.oneof(
    fc.record({
      kind: fc.constant('compare' as const),
      column: fc.constantFrom<PairColumn[]>(...TEXT_COLUMNS),
      operator: fc.constantFrom('eq', 'neq', 'gt', 'gte', 'lt', 'lte'),
      operand: orNull(textOperand),
    }),
    fc.record({
      kind: fc.constant('compare' as const),
      column: fc.constantFrom<PairColumn[]>(...NUMBER_COLUMNS),
      operator: fc.constantFrom('eq', 'neq', 'gt', 'gte', 'lt', 'lte'),
      operand: orNull(numberOperand),
    }),
    fc.record({
      kind: fc.constant('compare' as const),
      column: fc.constantFrom<PairColumn[]>('key', 'key', 'key', ...TEXT_COLUMNS, ...NUMBER_COLUMNS),
      operator: fc.constantFrom('like', 'ilike'),
      operand: orNull(pattern),
    }),
    fc.record({
      kind: fc.constant('in' as const),
      column: fc.constantFrom<PairColumn[]>(...TEXT_COLUMNS),
      operands: fc.array(textOperand, { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('in' as const),
      column: fc.constantFrom<PairColumn[]>(...NUMBER_COLUMNS),
      operands: fc.array(numberOperand, { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('isNull' as const),
      column: fc.constantFrom<NullableColumn[]>(...NULLABLE_COLUMNS),
    }),
  ) as fc.Arbitrary<PairFilter>;

  const { filter } = fc.letrec<{ filter: PairFilter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      comparison,
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        filters: fc.array(tie('filter'), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }),
    ),
  }));

  const order: fc.Arbitrary<PairOrder[]> = fc.array(
    fc.record({
      column: fc.constantFrom<PairColumn[]>(...TEXT_COLUMNS, ...NUMBER_COLUMNS),
      direction: fc.constantFrom('asc', 'desc'),
    }),
    { maxLength: 3 },
  );

  test('any filter, order and page give what the model gives', async () => {
    const offset = fc.nat(20);
    const limit = fc.option(fc.nat(20), { nil: undefined });

    await fc.assert(
      fc.asyncProperty(fc.option(filter, { nil: undefined }), order, offset, limit, async (where, by, from, most) => {
        const matches = all.filter((pair) => where === undefined || evaluate(where, pair) === true);
        const page = sortPairs(matches, by).slice(from, most === undefined ? undefined : from + most);

        const query = { filter: where, order: by, offset: from, limit: most };
        expect(await pairs.list(query, PAIR_PROPERTIES)).toEqual(page);
        expect(await pairs.count(where)).toBe(matches.length);
      }),
      { numRuns },
    );
  });

  test('a key is found by every part of it, in any case', async () => {
    const part = fc.tuple(fc.nat(59), fc.nat(6), fc.integer({ min: 1, max: 8 }));

    await fc.assert(
      fc.asyncProperty(part, fc.boolean(), async ([at, from, length], isUpper) => {
        const pair = all[at];
        const found = partOf(pair?.key ?? '', from, length).replace(/[\\%_]/g, '\\$&');
        // Only letters that have one upper-case form which leads back to them.
        const upper = found.replace(/[a-zé]/g, (letter) => letter.toUpperCase());
        const where: PairFilter = {
          kind: 'compare',
          column: 'key',
          operator: 'ilike',
          operand: `%${isUpper ? upper : found}%`,
        };

        const keys = (await pairs.list({ filter: where }, ['key'])).map(({ key }) => key);

        expect(keys).toContain(pair?.key);
        expect(keys).toEqual(keys.toSorted(compareValues));
      }),
      { numRuns: 100 },
    );
  });
}

function partOf(whole: string, from: number, length: number): string {
  return [...whole].slice(from, from + length).join('');
}
