import { expect, test } from 'vitest';
import type { PairStore } from '../store.ts';
import { type ContractContext, createTenant, keysOf } from './contract-fixtures.ts';

/** The licence: never more pairs than it allows, however many writers there are. */
export function testLicence(context: ContractContext): void {
  async function expectCounterToHold(pairs: PairStore, count: number) {
    expect(await pairs.count()).toBe(count);
    expect(await keysOf(pairs)).toHaveLength(count);
  }

  test('a new pair beyond the limit is refused with used and limit; overwriting and deleting go on', async () => {
    const { pairs } = await createTenant(context.store, 2);
    const { id } = await pairs.set({ key: 'a', valueText: '1' });
    await pairs.set({ key: 'b', valueText: '1' });

    await expect(pairs.set({ key: 'c', valueText: '1' })).rejects.toMatchObject({
      code: 'LICENSE_LIMIT_REACHED',
      details: { used: 2, limit: 2 },
    });
    expect(await pairs.set({ key: 'a', valueText: '2' })).toMatchObject({ id, version: 2 });
    expect(await pairs.delete({ id })).toBe(true);
    expect(await pairs.set({ key: 'c', valueText: '1' })).toMatchObject({ version: 1 });
    await expectCounterToHold(pairs, 2);
  });

  test('64 simultaneous setters of new keys end at exactly the limit', async () => {
    const { pairs } = await createTenant(context.store, 50);

    const setters = Array.from({ length: 64 }, (_, number) => pairs.set({ key: `key ${number}`, valueText: '1' }));
    const outcomes = await Promise.allSettled(setters);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      expect(outcome.reason).toMatchObject({ code: 'LICENSE_LIMIT_REACHED', details: { used: 50, limit: 50 } });
    }
    await expectCounterToHold(pairs, 50);
  });

  test('simultaneous setters, overwriters and deleters never exceed the limit, and the counter is right', async () => {
    const { pairs } = await createTenant(context.store, 50);
    const kept = await Promise.all(
      Array.from({ length: 40 }, (_, number) => pairs.set({ key: `kept ${number}`, valueText: '1' })),
    );

    const writes = kept.flatMap(({ id }, number) => [
      pairs.set({ key: `new ${number}`, valueText: '1' }),
      number % 2 === 0 ? pairs.delete({ id }) : pairs.set({ key: `kept ${number}`, valueText: '2' }),
      pairs.count().then((count) => expect(count).toBeLessThanOrEqual(50)),
    ]);
    const outcomes = await Promise.allSettled(writes);

    const refused = outcomes.filter(({ status }) => status === 'rejected');
    for (const outcome of refused) expect(outcome).toMatchObject({ reason: { code: 'LICENSE_LIMIT_REACHED' } });
    await expectCounterToHold(pairs, 40 + 40 - refused.length - 20);
  });

  test('refused writes leave no trace, and do not disturb the writes around them', async () => {
    const { pairs } = await createTenant(context.store, 3);
    await pairs.set({ key: 'a', valueText: '1' });

    const outcomes = await Promise.allSettled([
      pairs.set({ key: 'b', valueText: '1' }),
      pairs.set({ key: 'a', valueText: '2', expectedVersion: 9 }),
      pairs.set({ key: 'c', valueText: '1' }),
      pairs.set({ key: 'd', valueText: '1' }),
      pairs.set({ key: 'a', valueText: '3' }),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await pairs.listWithValues({})).toMatchObject([
      { key: 'a', valueText: '3', version: 2 },
      { key: 'b', version: 1 },
      { key: 'c', version: 1 },
    ]);
  });

  test('a lowered licence deletes nothing, and refuses new pairs until enough are deleted', async () => {
    const { pairs } = await createTenant(context.store, 3);
    const ids = await Promise.all(['a', 'b', 'c'].map(async (key) => (await pairs.set({ key, valueText: '1' })).id));

    await context.store.ensureTenant({ slug: 'another', name: 'Another', pairLimit: 2 });

    expect(await pairs.count()).toBe(3);
    expect(await pairs.set({ key: 'a', valueText: '2' })).toMatchObject({ version: 2 });
    await expect(pairs.set({ key: 'd', valueText: '1' })).rejects.toMatchObject({ details: { used: 3, limit: 2 } });
    for (const id of ids) await pairs.delete({ id });
    await expectCounterToHold(pairs, 0);
    expect(await pairs.set({ key: 'd', valueText: '1' })).toMatchObject({ version: 1 });
  });

  test('a licence of 0 pairs allows none', async () => {
    const { pairs } = await createTenant(context.store, 0);

    await expect(pairs.set({ key: 'a', valueText: '1' })).rejects.toMatchObject({ details: { used: 0, limit: 0 } });
  });
}
