import { describe, expect, test } from 'vitest';
import type { PairFilter } from '../store.ts';
import { type ContractContext, compare, createTenant, keysOf, not } from './contract-fixtures.ts';

/** What filters mean, case by case; `generated-filters.contract.ts` has them in combination. */
export function testFilters(context: ContractContext): void {
  async function createPairs(...keys: string[]) {
    const { pairs } = await createTenant(context.store);
    await Promise.all(keys.map((key) => pairs.set({ key, valueText: '1' })));
    return pairs;
  }

  describe('patterns', () => {
    test.each([
      { operator: 'like', pattern: 'abc', keys: ['abc'] },
      { operator: 'like', pattern: 'ab', keys: [] },
      { operator: 'like', pattern: 'a%', keys: ['abc', 'axc'] },
      { operator: 'like', pattern: '%C', keys: ['ABC'] },
      { operator: 'like', pattern: 'a_c', keys: ['abc', 'axc'] },
      { operator: 'like', pattern: '___', keys: ['ABC', 'abc', 'axc', 'été', 'ÉTÉ', '😀😀😀'] },
      { operator: 'like', pattern: '%b%', keys: ['abc'] },
      { operator: 'like', pattern: '%', keys: ['ABC', 'abc', 'axc', 'été', 'ÉTÉ', '😀😀😀'] },
      { operator: 'like', pattern: '', keys: [] },
      { operator: 'like', pattern: 'é%', keys: ['été'] },
      { operator: 'ilike', pattern: 'abc', keys: ['ABC', 'abc'] },
      { operator: 'ilike', pattern: 'ABC', keys: ['ABC', 'abc'] },
      { operator: 'ilike', pattern: '%bc', keys: ['ABC', 'abc'] },
      { operator: 'ilike', pattern: 'É_é', keys: ['été', 'ÉTÉ'] },
      { operator: 'ilike', pattern: '%TÉ%', keys: ['été', 'ÉTÉ'] },
      { operator: 'ilike', pattern: '_😀_', keys: ['😀😀😀'] },
      { operator: 'ilike', pattern: '%%%', keys: ['ABC', 'abc', 'axc', 'été', 'ÉTÉ', '😀😀😀'] },
    ] as const)('$operator $pattern matches $keys', async ({ operator, pattern, keys }) => {
      const pairs = await createPairs('ABC', 'abc', 'axc', 'été', 'ÉTÉ', '😀😀😀');

      expect(new Set(await keysOf(pairs, compare('key', operator, pattern)))).toEqual(new Set(keys));
    });

    test.each(['%', '_', '\\', '*', '?', '[', ']', '[a]', '^', '"', "'", '--', '(', 'NEAR', 'a"b', '[^]'])(
      '%j means itself when it is escaped',
      async (text) => {
        const key = `start ${text} end`;
        const pairs = await createPairs(key, 'start x end', 'start  end', 'start xy end');
        const escaped = text.replace(/[\\%_]/g, '\\$&');

        for (const operator of ['like', 'ilike'] as const) {
          expect(await keysOf(pairs, compare('key', operator, `%t ${escaped} e%`))).toEqual([key]);
          expect(await keysOf(pairs, compare('key', operator, `start ${escaped} end`))).toEqual([key]);
        }
      },
    );

    test('a backslash makes any character plain', async () => {
      const pairs = await createPairs('abc', 'a\\bc');

      expect(await keysOf(pairs, compare('key', 'like', '\\a\\b\\c'))).toEqual(['abc']);
      expect(await keysOf(pairs, compare('key', 'like', 'a\\\\bc'))).toEqual(['a\\bc']);
    });

    test.each(['abc\\', '\\', 'a\\\\\\'])('the pattern %j ends in a lone backslash and is refused', async (pattern) => {
      const pairs = await createPairs('abc');

      for (const operator of ['like', 'ilike'] as const) {
        const filter = compare('key', operator, pattern);
        await expect(pairs.list({ filter })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
        await expect(pairs.count(filter)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      }
    });

    test.each([
      { pattern: '%ΟΔΟΣ%', keys: ['οδοσ/1', 'ΟΔΟΣ/1'] },
      { pattern: '%οδος%', keys: ['οδος/1'] },
      { pattern: '%straße%', keys: ['Straße', 'STRAẞE'] },
      { pattern: '%STRASSE%', keys: [] },
      { pattern: 'ı%', keys: [] },
      { pattern: '%дом%', keys: ['Дом', 'дом'] },
    ])('ilike $pattern folds letters one by one: $keys', async ({ pattern, keys }) => {
      const pairs = await createPairs('οδοσ/1', 'ΟΔΟΣ/1', 'οδος/1', 'Straße', 'STRAẞE', 'Istanbul', 'Дом', 'дом');

      expect(new Set(await keysOf(pairs, compare('key', 'ilike', pattern)))).toEqual(new Set(keys));
    });

    test('a pattern that would take a backtracking matcher forever is answered', async () => {
      const pairs = await createPairs('a'.repeat(512));

      expect(await pairs.count(compare('key', 'ilike', `${'%a'.repeat(200)}%b`))).toBe(0);
    });
  });

  test('text is ordered by UTF-8 bytes, not by UTF-16 units', async () => {
    const pairs = await createPairs('\u{e000}', '😀', '\u{ffff}', 'Z', 'a', 'é');

    expect(await keysOf(pairs)).toEqual(['Z', 'a', 'é', '\u{e000}', '\u{ffff}', '😀'].toSorted(byUtf8));
    expect(await keysOf(pairs, compare('key', 'gt', '\u{ffff}'))).toEqual(['😀']);
    expect(await keysOf(pairs, compare('key', 'lte', 'Z'))).toEqual(['Z']);
  });

  test.each([
    { name: 'equality', filter: compare('key', 'eq', null) },
    { name: 'inequality', filter: compare('key', 'neq', null) },
    { name: 'a pattern', filter: compare('key', 'ilike', null) },
    { name: 'not', filter: not(compare('key', 'eq', null)) },
    { name: 'not not', filter: not(not(compare('size', 'gt', null))) },
    { name: 'and', filter: { kind: 'and', filters: [compare('key', 'eq', 'a'), compare('key', 'eq', null)] } },
  ] as const)('$name of null matches nothing', async ({ filter }) => {
    const pairs = await createPairs('a', 'b');

    expect(await keysOf(pairs, filter)).toEqual([]);
    expect(await pairs.count(filter)).toBe(0);
  });

  test('null leaves open what the other side of or and and decides', async () => {
    const pairs = await createPairs('a', 'b');
    const isNull = compare('key', 'eq', null);
    const isA = compare('key', 'eq', 'a');

    expect(await keysOf(pairs, { kind: 'or', filters: [isNull, isA] })).toEqual(['a']);
    // Null and false is false, so its opposite is true.
    expect(await keysOf(pairs, not({ kind: 'and', filters: [isNull, isA] }))).toEqual(['b']);
  });

  test.each([
    { name: 'and of nothing', filter: { kind: 'and', filters: [] }, count: 2 },
    { name: 'or of nothing', filter: { kind: 'or', filters: [] }, count: 0 },
    { name: 'in nothing', filter: { kind: 'in', column: 'key', operands: [] }, count: 0 },
    { name: 'not in nothing', filter: not({ kind: 'in', column: 'key', operands: [] }), count: 2 },
    { name: 'in the same twice', filter: { kind: 'in', column: 'key', operands: ['a', 'a'] }, count: 1 },
  ] as const)('$name matches $count of 2', async ({ filter, count }) => {
    const pairs = await createPairs('a', 'b');

    expect(await pairs.count(filter)).toBe(count);
    expect(await keysOf(pairs, filter)).toHaveLength(count);
  });

  describe('limits', () => {
    const isA = compare('key', 'eq', 'a');
    const nest = (levels: number) => {
      let filter: PairFilter = isA;
      for (let level = 1; level < levels; level += 1) filter = not(filter);
      return filter;
    };

    test.each([
      { name: '32 levels', filter: nest(32) },
      { name: '999 conditions in one and', filter: { kind: 'and', filters: Array.from({ length: 999 }, () => isA) } },
      {
        name: '999 patterns',
        filter: { kind: 'or', filters: Array.from({ length: 999 }, () => compare('key', 'like', 'a%')) },
      },
      {
        name: '1,000 operands',
        filter: { kind: 'in', column: 'key', operands: Array.from({ length: 1_000 }, (_, at) => `${at}`) },
      },
    ] as const)('$name are answered', async ({ filter }) => {
      const pairs = await createPairs('a', 'b');

      expect(await pairs.count(filter)).toBeLessThanOrEqual(2);
    });

    test.each([
      { name: '33 levels', filter: nest(33) },
      { name: '5,000 levels', filter: nest(5_000) },
      {
        name: '1,000 conditions in one and',
        filter: { kind: 'and', filters: Array.from({ length: 1_000 }, () => isA) },
      },
      {
        name: '1,001 operands',
        filter: { kind: 'in', column: 'key', operands: Array.from({ length: 1_001 }, () => 'a') },
      },
      { name: 'half of a surrogate pair', filter: compare('key', 'eq', '\ud83d') },
      { name: 'the NUL character', filter: compare('key', 'like', 'a\0') },
      { name: 'a number for a key', filter: compare('key', 'eq', 1) },
      { name: 'text for a version', filter: compare('version', 'eq', '1') },
      { name: 'no number for a size', filter: compare('size', 'lt', Number.NaN) },
      { name: 'a pattern of 4,097 characters', filter: compare('key', 'like', '_'.repeat(4_097)) },
    ] as const)('$name is refused', async ({ filter }) => {
      const pairs = await createPairs('a', 'b');

      await expect(pairs.list({ filter })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      await expect(pairs.count(filter)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    });
  });

  test('a search that thousands of keys match is exact too', async () => {
    const { pairs } = await createTenant(context.store);
    const keys = Array.from({ length: 2_500 }, (_, at) => `common/${String(at).padStart(4, '0')}`);
    await Promise.all(keys.slice(0, 900).map((key) => pairs.set({ key, valueText: '1' })));
    await Promise.all(keys.slice(900, 1_800).map((key) => pairs.set({ key, valueText: '1' })));
    await Promise.all(keys.slice(1_800).map((key) => pairs.set({ key, valueText: '1' })));

    expect(await keysOf(pairs, compare('key', 'ilike', '%COMMON/%'))).toEqual(keys);
    expect(await pairs.count(compare('key', 'ilike', '%COMMON/1%'))).toBe(1_000);
    const page = await pairs.list({
      filter: compare('key', 'like', '%ommon/2%'),
      order: [{ column: 'updated', direction: 'desc' }],
      limit: 3,
      offset: 2,
    });
    expect(page.map(({ key }) => key)).toEqual(['common/2002', 'common/2003', 'common/2004']);
  });

  test('a count follows every change', async () => {
    const pairs = await createPairs('count/a');
    const filter = compare('key', 'like', 'count/%');
    expect(await pairs.count(filter)).toBe(1);

    const { id } = await pairs.set({ key: 'count/b', valueText: '1' });
    expect(await pairs.count(filter)).toBe(2);
    await pairs.delete({ id });
    expect(await pairs.count(filter)).toBe(1);
  });
}

function byUtf8(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
