import { describe, expect, test } from 'vitest';
import { DEFAULT_RETENTION, type PairVersion } from '../history.ts';
import type { PairStore } from '../store.ts';
import { type ContractContext, createActor, createTenant, type TestLoad, textOf } from './contract-fixtures.ts';

export const EXACT_TEXTS = ['1e400', '1.0', '-0', '12345678901234567890', '{"a":1,"a":2,"2":3,"1":4}', '"\\u00e9 é"'];

const EVERYTHING: readonly (keyof PairVersion)[] = [
  'pairId',
  'version',
  'operation',
  'key',
  'type',
  'size',
  'preview',
  'created',
  'createdBy',
  'via',
  'note',
  'valueText',
];

/** Versions of pairs, the list of changes, and restoring what was. */
export function testHistory(context: ContractContext, { increments }: Pick<TestLoad, 'increments'>): void {
  const versionsOf = (pairs: PairStore, pairId: string) => pairs.versions({ pairId, limit: 1_000 }, EVERYTHING);

  async function outline(pairs: PairStore, pairId: string): Promise<string[]> {
    const versions = await pairs.versions({ pairId, limit: 1_000 }, ['version', 'operation', 'valueText']);
    return versions.map(({ version, operation, valueText }) => `${version} ${operation} ${valueText}`);
  }

  describe('versions', () => {
    test('hold what was written, by whom, through what, when and why', async () => {
      const { pairs, scope } = await createTenant(context.store);
      const created = context.clock.read().toISOString();
      const { id } = await pairs.set({ key: 'a', valueText: '1.0', note: 'first' });
      context.clock.advance(1_000);
      const grace = await createActor(context.store, scope.tenantId, 'grace');
      await context.store.pairs({ ...grace, via: 'cli' }).delete({ id, note: 'not\nneeded' });

      expect(await versionsOf(pairs, id)).toEqual([
        {
          pairId: id,
          version: 2,
          operation: 'delete',
          key: 'a',
          type: null,
          size: null,
          preview: null,
          created: context.clock.read().toISOString(),
          createdBy: 'grace',
          via: 'cli',
          note: 'not\nneeded',
          valueText: null,
        },
        {
          pairId: id,
          version: 1,
          operation: 'create',
          key: 'a',
          type: 'number',
          size: 3,
          preview: '1.0',
          created,
          createdBy: 'ada',
          via: 'api',
          note: 'first',
          valueText: '1.0',
        },
      ]);
    });

    test('are read newest first, page by page, and one by one', async () => {
      const { pairs } = await createTenant(context.store);
      let id = '';
      for (let number = 1; number <= 5; number += 1) ({ id } = await pairs.set({ key: 'a', valueText: `${number}` }));
      const numbers = async (query: { version?: number; beforeVersion?: number; limit: number }) =>
        (await pairs.versions({ pairId: id, ...query }, ['version'])).map(({ version }) => version);

      expect(await numbers({ limit: 2 })).toEqual([5, 4]);
      expect(await numbers({ limit: 2, beforeVersion: 4 })).toEqual([3, 2]);
      expect(await numbers({ limit: 2, beforeVersion: 1 })).toEqual([]);
      expect(await numbers({ limit: 0 })).toEqual([]);
      expect(await numbers({ version: 3, limit: 1 })).toEqual([3]);
      expect(await numbers({ version: 6, limit: 1 })).toEqual([]);
    });

    test('are made by setting the same text again', async () => {
      const { pairs } = await createTenant(context.store);
      await pairs.set({ key: 'a', valueText: '1' });
      const { id } = await pairs.set({ key: 'a', valueText: '1' });

      expect(await outline(pairs, id)).toEqual(['2 update 1', '1 create 1']);
    });

    test('are not made by a write that is refused', async () => {
      const { pairs } = await createTenant(context.store);
      const { id } = await pairs.set({ key: 'a', valueText: '1' });

      const refused = pairs.set({ key: 'a', valueText: '2', expectedVersion: 7 });

      await expect(refused).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
      expect(await outline(pairs, id)).toEqual(['1 create 1']);
    });

    test('of another tenant are not seen', async () => {
      const ours = await createTenant(context.store);
      const theirs = await createTenant(context.store);
      const { id } = await theirs.pairs.set({ key: 'a', valueText: '1' });

      expect(await versionsOf(ours.pairs, id)).toEqual([]);
      expect(await ours.pairs.changes({ filter: {}, limit: 100 })).toEqual([]);
      await expect(ours.pairs.restore({ id, version: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await outline(theirs.pairs, id)).toEqual(['1 create 1']);
    });
  });

  describe('restoring a version of a pair', () => {
    test.each(EXACT_TEXTS)('writes %s exactly, as a new version', async (valueText) => {
      const { pairs } = await createTenant(context.store);
      const { id } = await pairs.set({ key: 'a', valueText });
      await pairs.set({ key: 'a', valueText: 'null' });

      const result = await pairs.restore({ id, version: 1, expectedVersion: 2, note: 'back' });

      const updated = context.clock.read().toISOString();
      expect(result).toEqual({ id, version: 3, updated, updatedBy: 'ada' });
      expect(await textOf(pairs, 'a')).toBe(valueText);
      expect(await versionsOf(pairs, id)).toMatchObject([
        { version: 3, operation: 'restore', valueText, note: 'back' },
        { version: 2, operation: 'update', valueText: 'null' },
        { version: 1, operation: 'create', valueText },
      ]);
    });

    test('makes type, size and preview those of the text', async () => {
      const { pairs } = await createTenant(context.store);
      const { id } = await pairs.set({ key: 'a', valueText: '{"é":1}' });
      await pairs.set({ key: 'a', valueText: '5' });

      await pairs.restore({ id, version: 1 });

      expect(await pairs.list({})).toMatchObject([{ type: 'object', size: 8, preview: '{"é":1}', version: 3 }]);
      expect(await pairs.list({ order: [{ column: 'type', direction: 'asc' }], limit: 1 })).toHaveLength(1);
    });

    test('is refused when the pair has changed, is unknown or never had that version', async () => {
      const { pairs } = await createTenant(context.store);
      const { id } = await pairs.set({ key: 'a', valueText: '1' });
      await pairs.set({ key: 'a', valueText: '2' });

      await expect(pairs.restore({ id, version: 1, expectedVersion: 1 })).rejects.toMatchObject({
        code: 'VERSION_CONFLICT',
        details: { current_version: 2 },
      });
      await expect(pairs.restore({ id, version: 9 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(pairs.restore({ id: 'no uuid', version: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await outline(pairs, id)).toEqual(['2 update 2', '1 create 1']);
    });

    test('goes on at the limit of the licence', async () => {
      const { pairs } = await createTenant(context.store, 1);
      const { id } = await pairs.set({ key: 'a', valueText: '1' });
      await pairs.set({ key: 'a', valueText: '2' });

      expect(await pairs.restore({ id, version: 1 })).toMatchObject({ version: 3 });
      expect(await pairs.count()).toBe(1);
    });

    test('has one effect when it is sent again', async () => {
      const { pairs } = await createTenant(context.store);
      const { id } = await pairs.set({ key: 'a', valueText: '1' });
      const restoration = { id, version: 1, idempotencyKey: 'k' };

      const first = await pairs.restore(restoration);

      expect(await pairs.restore(restoration)).toEqual(first);
      await expect(pairs.restore({ ...restoration, note: 'another' })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
      expect(await outline(pairs, id)).toEqual(['2 restore 1', '1 create 1']);
    });
  });

  test(`${increments} increments by 30 clients with compare-and-set end at exactly ${increments}`, async () => {
    const { pairs } = await createTenant(context.store);
    const { id } = await pairs.set({ key: 'counter', valueText: '0' });
    let started = 0;
    const increment = async (): Promise<void> => {
      const [pair] = await pairs.listWithValues({});
      const valueText = `${Number(pair?.valueText) + 1}`;
      try {
        await pairs.set({ key: 'counter', valueText, expectedVersion: pair?.version });
      } catch (error) {
        expect(error).toMatchObject({ code: 'VERSION_CONFLICT' });
        await increment();
      }
    };

    const clients = Array.from({ length: 30 }, async () => {
      while (started < increments) {
        started += 1;
        await increment();
      }
    });
    await Promise.all(clients);

    expect(await textOf(pairs, 'counter')).toBe(`${increments}`);
    // On a slow machine the store trims older ones while the test runs.
    const limit = Math.min(increments + 1, DEFAULT_RETENTION.versionsKept);
    const versions = await pairs.versions({ pairId: id, limit }, ['version', 'valueText']);
    expect(versions.map(({ version, valueText }) => `${version}: ${valueText}`)).toEqual(
      Array.from({ length: limit }, (_, back) => `${increments + 1 - back}: ${increments - back}`),
    );
  });
}
