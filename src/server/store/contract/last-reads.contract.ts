import { expect, test } from 'vitest';
import type { PairFilter } from '../store.ts';
import { type ContractContext, createActor, createTenant, keysOf } from './contract-fixtures.ts';

const MINUTE_MS = 60_000;
const NEVER_READ: PairFilter = { kind: 'isNull', column: 'lastRead' };

/** Who has read what, and when. */
export function testReads(context: ContractContext): void {
  /** A tenant with the pairs a, b and c. */
  async function createPairs() {
    const { scope, pairs } = await createTenant(context.store);
    const ids: Record<string, string> = {};
    for (const key of ['a', 'b', 'c']) ids[key] = (await pairs.set({ key, valueText: '1' })).id;
    const reader = await createActor(context.store, scope.tenantId, 'nightly-etl');
    return { pairs, scope, read: (key: string) => context.store.recordRead(reader, ids[key] ?? '') };
  }

  const thisMinute = () => new Date(Math.floor(context.clock.read().getTime() / MINUTE_MS) * MINUTE_MS).toISOString();

  const lastRead = (operator: 'eq' | 'neq' | 'lt' | 'gte', operand: string | null): PairFilter => ({
    kind: 'compare',
    column: 'lastRead',
    operator,
    operand,
  });

  test('a read shows immediately, to the minute and with its reader; the latest counts', async () => {
    const { pairs, scope, read } = await createPairs();
    read('a');
    context.clock.advance(5 * MINUTE_MS + 1_234);
    read('b');
    context.store.recordRead(scope, (await pairs.list({ filter: keyIs('b') }))[0]?.id ?? '');
    const at = thisMinute();

    expect(await pairs.list({ filter: keyIs('b') }, ['key', 'lastRead', 'lastReadBy'])).toEqual([
      { key: 'b', lastRead: at, lastReadBy: 'ada' },
    ]);
    expect(await pairs.list({}, ['key', 'lastReadBy'])).toEqual([
      { key: 'a', lastReadBy: 'nightly-etl' },
      { key: 'b', lastReadBy: 'ada' },
      { key: 'c', lastReadBy: null },
    ]);
  });

  test('pairs are found by when they were read, and by never', async () => {
    const { pairs, read } = await createPairs();
    read('a');
    const early = thisMinute();
    context.clock.advance(10 * MINUTE_MS);
    read('b');
    const late = thisMinute();

    expect(await keysOf(pairs, NEVER_READ)).toEqual(['c']);
    expect(await keysOf(pairs, { kind: 'not', filter: NEVER_READ })).toEqual(['a', 'b']);
    expect(await keysOf(pairs, lastRead('eq', early))).toEqual(['a']);
    expect(await keysOf(pairs, lastRead('lt', late))).toEqual(['a']);
    expect(await keysOf(pairs, lastRead('gte', late))).toEqual(['b']);
    expect(await keysOf(pairs, lastRead('neq', late))).toEqual(['a']);
    expect(await keysOf(pairs, lastRead('eq', null))).toEqual([]);
    expect(await keysOf(pairs, { kind: 'or', filters: [NEVER_READ, lastRead('lt', late)] })).toEqual(['a', 'c']);
  });

  test('a count knows reads that came after it, though reading is no change', async () => {
    const { pairs, read } = await createPairs();
    expect(await pairs.count(NEVER_READ)).toBe(3);

    read('a');

    expect(await pairs.count(NEVER_READ)).toBe(2);
  });

  test('in order of reading, what was never read comes first, and ties follow the key', async () => {
    const { pairs, read } = await createPairs();
    read('a');

    for (const [direction, keys] of [
      ['asc', ['b', 'c', 'a']],
      ['desc', ['a', 'b', 'c']],
    ] as const) {
      const order = [{ column: 'lastRead', direction } as const];
      expect((await pairs.list({ order, limit: 3 })).map(({ key }) => key)).toEqual(keys);
    }
  });

  test('a write does not forget who read the pair, and other tenants know nothing of it', async () => {
    const { pairs, read } = await createPairs();
    const other = await createPairs();
    read('a');

    await pairs.set({ key: 'a', valueText: '2' });

    expect(await keysOf(pairs, { kind: 'not', filter: NEVER_READ })).toEqual(['a']);
    expect(await other.pairs.count(NEVER_READ)).toBe(3);
  });

  test('a read among many others is known', async () => {
    const { pairs, scope, read } = await createPairs();
    // More than one transaction writes, and some of pairs deleted since.
    for (let number = 0; number < 2_500; number += 1) context.store.recordRead(scope, `gone ${number}`);
    read('a');

    expect(await keysOf(pairs, NEVER_READ)).toEqual(['b', 'c']);
  });

  test('the start of the recording of reads is known', async () => {
    expect(await context.store.readsSince()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
}

const keyIs = (operand: string): PairFilter => ({ kind: 'compare', column: 'key', operator: 'eq', operand });
