import { describe, expect, test } from 'vitest';
import { DEFAULT_RETENTION } from '../history.ts';
import type { PairStore } from '../store.ts';
import { type ContractContext, createTenant, textOf } from './contract-fixtures.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const { versionsKept, versionDays, trashDays } = DEFAULT_RETENTION;

/** What maintenance removes, and what it never does. */
export function testRetention(context: ContractContext): void {
  async function versionsOf(pairs: PairStore, pairId: string): Promise<number[]> {
    const versions = await pairs.versions({ pairId, limit: 2_000 }, ['version']);
    return versions.map(({ version }) => version);
  }

  async function revisionsOf(pairs: PairStore): Promise<number[]> {
    const changes = await pairs.changes({ filter: {}, limit: 2_000 });
    return changes.map(({ revision }) => revision);
  }

  const countDown = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, back) => from - back);

  describe('the number of versions', () => {
    test('is brought down to the newest, however many there are', async () => {
      const { pairs } = await createTenant(context.store);
      const writes = Array.from({ length: 750 }, (_, number) => pairs.set({ key: 'a', valueText: `${number}` }));
      const id = (await Promise.all(writes))[0]?.id ?? '';
      const few = await pairs.set({ key: 'few', valueText: '1' });

      await context.store.runMaintenance();

      expect(await versionsOf(pairs, id)).toEqual(countDown(750, 751 - versionsKept));
      expect(await textOf(pairs, 'a')).toBe('749');
      expect(await versionsOf(pairs, few.id)).toEqual([1]);

      await pairs.set({ key: 'a', valueText: '"one more"' });
      await context.store.runMaintenance();
      expect(await versionsOf(pairs, id)).toEqual(countDown(751, 752 - versionsKept));
    });

    test('leaves large values in several batches too', async () => {
      const { pairs } = await createTenant(context.store);
      const valueText = JSON.stringify('x'.repeat(900_000));
      let id = '';
      for (let number = 0; number < 12; number += 1) ({ id } = await pairs.set({ key: 'a', valueText }));
      for (let number = 0; number < versionsKept; number += 1) await pairs.set({ key: 'a', valueText: '1' });

      await context.store.runMaintenance();

      expect(await versionsOf(pairs, id)).toEqual(countDown(112, 113 - versionsKept));
    });

    test('lets a pair that was deleted with many be restored', async () => {
      const { pairs } = await createTenant(context.store);
      let id = '';
      for (let number = 1; number <= 120; number += 1) ({ id } = await pairs.set({ key: 'a', valueText: `${number}` }));
      await pairs.delete({ id });

      await context.store.runMaintenance();

      expect(await versionsOf(pairs, id)).toEqual(countDown(121, 122 - versionsKept));
      await pairs.restore({ id, version: 120 });
      expect(await textOf(pairs, 'a')).toBe('120');
    });
  });

  describe('age', () => {
    test('takes a version that long after it was replaced, and never the current one', async () => {
      const { pairs } = await createTenant(context.store);
      const { id } = await pairs.set({ key: 'a', valueText: '"first"' });
      context.clock.advance(2 * versionDays * DAY_MS);
      await context.store.runMaintenance();
      await pairs.set({ key: 'a', valueText: '"second"' });
      await pairs.set({ key: 'a', valueText: '"third"' });

      context.clock.advance(versionDays * DAY_MS - 1);
      await context.store.runMaintenance();
      expect(await versionsOf(pairs, id)).toEqual([3, 2, 1]);

      context.clock.advance(1);
      await context.store.runMaintenance();
      expect(await versionsOf(pairs, id)).toEqual([3]);
      expect(await textOf(pairs, 'a')).toBe('"third"');
      await expect(pairs.set({ key: 'a', valueText: '1', expectedVersion: 2 })).rejects.toMatchObject({
        details: { current_version: 3 },
      });
    });

    test('takes changes from the start, so that those kept have no gaps', async () => {
      const { pairs } = await createTenant(context.store);
      for (let day = 1; day <= 10; day += 1) {
        await pairs.set({ key: 'a', valueText: `${day}` });
        context.clock.advance(DAY_MS);
      }
      expect(await revisionsOf(pairs)).toEqual(countDown(10, 1));

      context.clock.advance((versionDays - 6) * DAY_MS);
      await context.store.runMaintenance();

      expect(await revisionsOf(pairs)).toEqual(countDown(10, 6));
      await pairs.set({ key: 'a', valueText: '11' });
      expect(await revisionsOf(pairs)).toEqual(countDown(11, 6));
    });

    test('leaves of a deleted pair nothing but how far its key has counted', async () => {
      const { pairs } = await createTenant(context.store);
      for (const valueText of ['1', '2', '3']) await pairs.set({ key: 'a', valueText });
      const [pair] = await pairs.list({});
      const id = pair?.id ?? '';
      await pairs.delete({ id });

      context.clock.advance(trashDays * DAY_MS - 1);
      await context.store.runMaintenance();
      expect(await versionsOf(pairs, id)).toEqual([4, 3, 2, 1]);
      expect(await pairs.countDeleted()).toBe(1);
      context.clock.advance(versionDays * DAY_MS);
      await context.store.runMaintenance();

      expect(await versionsOf(pairs, id)).toEqual([]);
      expect(await pairs.changes({ filter: {}, limit: 10 })).toEqual([]);
      expect(await pairs.set({ key: 'a', valueText: '5' })).toMatchObject({ version: 5 });
    });

    test('of a deletion is no reason to take what a restored pair is now', async () => {
      const { pairs } = await createTenant(context.store);
      const { id } = await pairs.set({ key: 'a', valueText: '"kept"' });
      await pairs.delete({ id });
      await pairs.restore({ id, version: 1 });

      context.clock.advance(2 * versionDays * DAY_MS);
      await context.store.runMaintenance();

      expect(await versionsOf(pairs, id)).toEqual([3]);
      expect(await textOf(pairs, 'a')).toBe('"kept"');
    });
  });

  describe('a wrong clock', () => {
    test('destroys nothing, says so, and is trusted again after a day of running', async () => {
      const { clock, store, notices } = context;
      await store.runMaintenance();
      const { pairs } = await createTenant(store);
      const { id } = await pairs.set({ key: 'a', valueText: '1' });
      await pairs.set({ key: 'a', valueText: '2' });
      const deleted = await pairs.set({ key: 'b', valueText: '1' });
      await pairs.delete({ id: deleted.id });
      const before = await revisionsOf(pairs);

      for (const jump of [100 * DAY_MS, -200 * DAY_MS, 100 * DAY_MS]) {
        clock.jump(jump);
        await store.runMaintenance();
        clock.advance(60_000);
        await store.runMaintenance();
      }

      expect(await versionsOf(pairs, id)).toEqual([2, 1]);
      expect(await pairs.deleted({ limit: 10, offset: 0 })).toMatchObject([{ key: 'b' }]);
      expect(await revisionsOf(pairs)).toEqual(before);
      expect(notices.slice(-3)).toEqual([
        expect.stringContaining('has jumped forward by 2,400 hours'),
        expect.stringContaining('has jumped back by 4,800 hours'),
        expect.stringContaining('has jumped forward by 2,400 hours'),
      ]);

      // Each step is short enough to be no jump, and a day of them has to pass.
      for (let hour = 0; hour < 24 * (trashDays + 1); hour += 1) clock.advance(60 * 60_000);
      await store.runMaintenance();
      await store.runMaintenance();
      expect(await pairs.deleted({ limit: 10, offset: 0 })).toEqual([]);
      expect(notices.at(-1)).toContain('old data is removed again');
    });
  });
}
