import { describe, expect, test } from 'vitest';
import { DEFAULT_RETENTION } from '../history.ts';
import type { PairStore } from '../store.ts';
import { type ContractContext, compare, createActor, createTenant, keysOf, textOf } from './contract-fixtures.ts';
import { EXACT_TEXTS } from './history.contract.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const TRASH_MS = DEFAULT_RETENTION.trashDays * DAY_MS;

/** Deleted pairs: listing, restoring and purging them. */
export function testTrash(context: ContractContext): void {
  const list = (pairs: PairStore, search?: string) => pairs.deleted({ search, limit: 1_000, offset: 0 });
  const deletedKeys = async (pairs: PairStore, search?: string) => (await list(pairs, search)).map(({ key }) => key);

  async function createDeleted(pairs: PairStore, key: string, valueText = '1'): Promise<string> {
    const { id } = await pairs.set({ key, valueText });
    await pairs.delete({ id });
    return id;
  }

  describe('deleted pairs', () => {
    test('are listed with what they were, by whom, when and until when', async () => {
      const { pairs, scope } = await createTenant(context.store);
      await pairs.set({ key: 'a', valueText: '0' });
      const { id } = await pairs.set({ key: 'a', valueText: '{"é":1}' });
      const grace = { ...(await createActor(context.store, scope.tenantId, 'grace')), via: 'ui' } as const;
      context.clock.advance(1_000);
      const now = context.clock.read().getTime();

      await context.store.pairs(grace).delete({ id });

      expect(await list(pairs)).toEqual([
        {
          id,
          key: 'a',
          type: 'object',
          size: 8,
          preview: '{"é":1}',
          version: 3,
          deleted: new Date(now).toISOString(),
          deletedBy: 'grace',
          via: 'ui',
          restorableUntil: new Date(now + TRASH_MS).toISOString(),
        },
      ]);
    });

    test('are listed newest first, page by page, by a part of their key', async () => {
      const { pairs } = await createTenant(context.store);
      for (const key of ['etl/Élan', 'etl/50%_x', 'models', 'kept']) {
        context.clock.advance(1);
        if (key === 'kept') await pairs.set({ key, valueText: '1' });
        else await createDeleted(pairs, key);
      }

      expect(await deletedKeys(pairs)).toEqual(['models', 'etl/50%_x', 'etl/Élan']);
      expect(await pairs.deleted({ limit: 1, offset: 1 })).toMatchObject([{ key: 'etl/50%_x' }]);
      expect(await deletedKeys(pairs, 'ETL/')).toEqual(['etl/50%_x', 'etl/Élan']);
      expect(await deletedKeys(pairs, 'élAN')).toEqual(['etl/Élan']);
      expect(await deletedKeys(pairs, '%')).toEqual(['etl/50%_x']);
      expect(await deletedKeys(pairs, '0%_')).toEqual(['etl/50%_x']);
      expect(await deletedKeys(pairs, '\\')).toEqual([]);
      expect(await deletedKeys(pairs, 'x'.repeat(100_000))).toEqual([]);
      expect(await pairs.countDeleted()).toBe(3);
      expect(await pairs.countDeleted('')).toBe(3);
      expect(await pairs.countDeleted('ETL')).toBe(2);
      await expect(pairs.countDeleted('\0')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    });

    test('of another tenant are neither seen, restored nor purged', async () => {
      const ours = await createTenant(context.store);
      const theirs = await createTenant(context.store);
      const id = await createDeleted(theirs.pairs, 'a');

      expect(await list(ours.pairs)).toEqual([]);
      expect(await ours.pairs.countDeleted()).toBe(0);
      await expect(ours.pairs.restore({ id, version: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await ours.pairs.purge(id)).toBe(false);

      expect(await theirs.pairs.restore({ id, version: 1 })).toMatchObject({ version: 3 });
    });

    test('are no longer listed nor restored once their time is over', async () => {
      const { pairs } = await createTenant(context.store);
      const id = await createDeleted(pairs, 'a');

      context.clock.advance(TRASH_MS - 1);
      expect(await deletedKeys(pairs)).toEqual(['a']);
      context.clock.advance(1);

      expect(await list(pairs)).toEqual([]);
      expect(await pairs.countDeleted()).toBe(0);
      await expect(pairs.restore({ id, version: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await keysOf(pairs)).toEqual([]);
    });
  });

  describe('restoring a deleted pair', () => {
    test.each(EXACT_TEXTS)('brings it back with id, key, creation and the text %s', async (valueText) => {
      const { pairs } = await createTenant(context.store);
      const created = await pairs.set({ key: 'flows/needle', valueText });
      const { id } = created;
      context.clock.advance(1_000);
      await pairs.delete({ id, expectedVersion: 1 });
      const [deleted] = await list(pairs);

      const result = await pairs.restore({ id, version: (deleted?.version ?? 0) - 1, expectedVersion: 2 });

      const updated = context.clock.read().toISOString();
      expect(result).toEqual({ id, version: 3, updated, updatedBy: 'ada' });
      expect(await pairs.listWithValues({})).toMatchObject([
        { id, key: 'flows/needle', created: created.updated, updated, version: 3, valueText },
      ]);
      expect(await keysOf(pairs, compare('key', 'ilike', '%NEEDLE%'))).toEqual(['flows/needle']);
      expect(await list(pairs)).toEqual([]);
      const versions = await pairs.versions({ pairId: id, limit: 10 }, ['version', 'operation', 'valueText']);
      expect(versions).toEqual([
        { version: 3, operation: 'restore', valueText },
        { version: 2, operation: 'delete', valueText: null },
        { version: 1, operation: 'create', valueText },
      ]);
    });

    test('with an earlier version brings that text back, under the last key', async () => {
      const { pairs } = await createTenant(context.store);
      const { id } = await pairs.set({ key: 'a', valueText: '1' });
      await pairs.set({ key: 'a', valueText: '2' });
      await pairs.rename({ id, key: 'b' });
      await pairs.delete({ id });

      await pairs.restore({ id, version: 1 });

      expect(await pairs.listWithValues({})).toMatchObject([{ id, key: 'b', valueText: '1', version: 5 }]);
    });

    test('is refused at the limit of the licence with used and limit, and works when there is room', async () => {
      const { pairs } = await createTenant(context.store, 1);
      const id = await createDeleted(pairs, 'a');
      const other = await pairs.set({ key: 'b', valueText: '1' });

      await expect(pairs.restore({ id, version: 1 })).rejects.toMatchObject({
        code: 'LICENSE_LIMIT_REACHED',
        details: { used: 1, limit: 1 },
      });
      expect(await deletedKeys(pairs)).toEqual(['a']);
      await pairs.delete({ id: other.id });
      await pairs.restore({ id, version: 1 });

      expect(await keysOf(pairs)).toEqual(['a']);
      expect(await pairs.count()).toBe(1);
    });

    test('is refused while another pair has its key, and works once that has another', async () => {
      const { pairs } = await createTenant(context.store);
      const id = await createDeleted(pairs, 'a', '"old"');
      const other = await pairs.set({ key: 'a', valueText: '"new"' });

      await expect(pairs.restore({ id, version: 1 })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { current_version: other.version },
      });
      expect(await textOf(pairs, 'a')).toBe('"new"');
      const renamed = await pairs.rename({ id: other.id, key: 'b' });

      // Above all that was seen under the key, whichever pair it was.
      expect(await pairs.restore({ id, version: 1 })).toMatchObject({ id, version: renamed.version + 1 });
      expect(await textOf(pairs, 'a')).toBe('"old"');
    });

    test('never gives it a version that another pair has had under its key', async () => {
      const { pairs } = await createTenant(context.store);
      const id = await createDeleted(pairs, 'a');
      for (const valueText of ['3', '4', '5']) await pairs.set({ key: 'a', valueText });
      const [other] = await pairs.list({});
      await pairs.delete({ id: other?.id ?? '' });

      const { version } = await pairs.restore({ id, version: 1 });

      expect(version).toBe(7);
      for (let expectedVersion = 0; expectedVersion < version; expectedVersion += 1) {
        await expect(pairs.set({ key: 'a', valueText: '"stale"', expectedVersion })).rejects.toMatchObject({
          code: 'VERSION_CONFLICT',
        });
      }
    });

    test('is refused for another version than the expected, for an unknown one and for the deletion', async () => {
      const { pairs } = await createTenant(context.store);
      const id = await createDeleted(pairs, 'a');

      await expect(pairs.restore({ id, version: 1, expectedVersion: 1 })).rejects.toMatchObject({
        code: 'VERSION_CONFLICT',
        details: { current_version: 2 },
      });
      await expect(pairs.restore({ id, version: 9 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(pairs.restore({ id, version: 2 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(await pairs.count()).toBe(0);
      expect(await deletedKeys(pairs)).toEqual(['a']);
    });

    test('sent again has one effect, also when the pair was deleted once more', async () => {
      const { pairs } = await createTenant(context.store);
      const id = await createDeleted(pairs, 'a');
      const restoration = { id, version: 1, idempotencyKey: 'k' };
      const first = await pairs.restore(restoration);
      await pairs.delete({ id });

      expect(await pairs.restore(restoration)).toEqual(first);
      expect(await pairs.count()).toBe(0);
      expect(await list(pairs)).toMatchObject([{ id, version: 4 }]);
    });

    test('many simultaneous ones never exceed the limit, and the counter is right', async () => {
      const { pairs } = await createTenant(context.store, 20);
      const ids: string[] = [];
      for (let number = 0; number < 20; number += 1) ids.push(await createDeleted(pairs, `key ${number}`));
      await Promise.all(Array.from({ length: 15 }, (_, number) => pairs.set({ key: `new ${number}`, valueText: '1' })));

      const outcomes = await Promise.allSettled(
        ids.flatMap((id) => [pairs.restore({ id, version: 1, expectedVersion: 2 }), pairs.restore({ id, version: 1 })]),
      );

      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') continue;
        expect(outcome.reason.code).toMatch(/^(?:LICENSE_LIMIT_REACHED|VERSION_CONFLICT)$/);
      }
      expect(await pairs.count()).toBe(20);
      expect(await keysOf(pairs)).toHaveLength(20);
      expect(await pairs.countDeleted()).toBe(15);
    });

    test('and a simultaneous deletion end in one of both, with all of it in the history', async () => {
      const { pairs } = await createTenant(context.store);
      const { id } = await pairs.set({ key: 'a', valueText: '"kept"' });

      await Promise.all(
        Array.from({ length: 10 }, () => [pairs.delete({ id }), pairs.restore({ id, version: 1 })]).flat(),
      );

      expect(await pairs.count()).toBe(1);
      expect(await textOf(pairs, 'a')).toBe('"kept"');
      const versions = await pairs.versions({ pairId: id, limit: 100 }, ['version']);
      expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 21 }, (_, back) => 21 - back));
      expect(await list(pairs)).toEqual([]);
    });
  });

  describe('purging', () => {
    test('removes all versions permanently, and keeps the version that numbering continues from', async () => {
      const { pairs } = await createTenant(context.store);
      for (const valueText of ['1', '2', '3']) await pairs.set({ key: 'a', valueText });
      const [pair] = await pairs.list({});
      const id = pair?.id ?? '';
      await pairs.delete({ id });

      expect(await pairs.purge(id)).toBe(true);

      expect(await pairs.versions({ pairId: id, limit: 10 }, ['version'])).toEqual([]);
      expect(await list(pairs)).toEqual([]);
      expect(await pairs.purge(id)).toBe(false);
      await expect(pairs.restore({ id, version: 3 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await pairs.changes({ filter: { pairId: id }, limit: 10 })).toHaveLength(4);
      expect(await pairs.set({ key: 'a', valueText: '5' })).toMatchObject({ version: 5 });
    });

    test('of a pair that is not deleted is refused, and of an unknown one does nothing', async () => {
      const { pairs } = await createTenant(context.store);
      const { id } = await pairs.set({ key: 'a', valueText: '1' });

      await expect(pairs.purge(id)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(await pairs.purge('no uuid')).toBe(false);

      expect(await textOf(pairs, 'a')).toBe('1');
      expect(await pairs.versions({ pairId: id, limit: 10 }, ['version'])).toHaveLength(1);
    });
  });
}
