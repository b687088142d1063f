import { expect, test } from 'vitest';
import { COMPARABLE_PROPERTIES } from '../pair-fields.ts';
import type { PairQuery, PairStore } from '../store.ts';
import { type ContractContext, compare, createTenant } from './contract-fixtures.ts';

/** Order, pages, and what a list reads. */
export function testPages(context: ContractContext): void {
  async function createPairs(count: number): Promise<PairStore> {
    const { pairs } = await createTenant(context.store);
    for (let number = 0; number < count; number += 1) {
      if (number % 3 === 0) context.clock.advance(1);
      await pairs.set({ key: `page/${(number * 7) % count}`, valueText: '1'.repeat(1 + (number % 4)) });
    }
    return pairs;
  }

  async function readPages(pairs: PairStore, query: PairQuery, size: number): Promise<string[]> {
    const keys: string[] = [];
    for (;;) {
      const page = await pairs.list({ ...query, limit: size, offset: keys.length });
      keys.push(...page.map(({ key }) => key));
      if (page.length < size) return keys;
    }
  }

  test.each(
    COMPARABLE_PROPERTIES.flatMap((column) => [
      { column, direction: 'asc' as const },
      { column, direction: 'desc' as const },
    ]),
  )('pages by $column $direction have every pair once and in the order of the whole list', async (by) => {
    const pairs = await createPairs(23);
    const whole = (await pairs.list({ order: [by] })).map(({ key }) => key);

    expect(new Set(whole).size).toBe(23);
    for (const filter of [undefined, compare('key', 'ilike', '%PAGE/%')]) {
      expect(await readPages(pairs, { order: [by], filter }, 5)).toEqual(whole);
    }
  });

  test('ties are broken by key, ascending, in both directions', async () => {
    const { pairs } = await createTenant(context.store);
    for (const key of ['b', 'c', 'a']) await pairs.set({ key, valueText: '1' });

    for (const direction of ['asc', 'desc'] as const) {
      const list = await pairs.list({ order: [{ column: 'size', direction }] });
      expect(list.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    }
  });

  test('without an order, pairs are in order of their keys', async () => {
    const { pairs } = await createTenant(context.store);
    for (const key of ['b', 'c', 'a']) await pairs.set({ key, valueText: '1' });

    expect((await pairs.list({})).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });

  test('a limit of 0 gives nothing, and an offset behind the end neither', async () => {
    const pairs = await createPairs(3);

    expect(await pairs.list({ limit: 0 })).toEqual([]);
    expect(await pairs.list({ limit: 0, filter: compare('key', 'eq', 'page/1') })).toEqual([]);
    expect(await pairs.list({ offset: 3 })).toEqual([]);
    expect(await pairs.list({ offset: 1, filter: compare('key', 'eq', 'page/1') })).toEqual([]);
    expect(await pairs.list({ offset: 2 })).toHaveLength(1);
  });

  test('a list has the properties it was asked for, and no values unless asked', async () => {
    const pairs = await createPairs(1);

    expect(await pairs.list({}, ['valueText', 'key'])).toEqual([{ key: 'page/0', valueText: '1' }]);
    expect(await pairs.list({ filter: compare('key', 'eq', 'page/0') }, ['version'])).toEqual([{ version: 1 }]);
    const [summary] = await pairs.list({});
    expect(Object.keys(summary ?? {})).toEqual([
      'id',
      'key',
      'type',
      'size',
      'version',
      'preview',
      'created',
      'createdBy',
      'updated',
      'updatedBy',
    ]);
  });

  test('a pair is found by its id, alone or among others', async () => {
    const pairs = await createPairs(3);
    const [first, second] = await pairs.list({});
    if (!first || !second) throw new Error('the pairs are missing');

    expect(await pairs.list({ filter: compare('id', 'eq', first.id) })).toEqual([first]);
    expect(await pairs.list({ filter: { kind: 'in', column: 'id', operands: [second.id, first.id] } })).toEqual([
      first,
      second,
    ]);
    expect(await pairs.list({ filter: { kind: 'and', filters: [compare('id', 'eq', second.id)] } })).toEqual([second]);
  });
}
