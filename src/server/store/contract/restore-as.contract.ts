import { describe, expect, test } from 'vitest';
import { type ContractContext, compare, createTenant, textOf } from './contract-fixtures.ts';

/** Restoring deleted pairs under another key. */
export function testRestoreAs(context: ContractContext): void {
  describe('deleted pairs whose key is taken', () => {
    test('are restored under another key with their history, in one write', async () => {
      const { pairs } = await createTenant(context.store);
      const id = (await pairs.set({ key: 'a', valueText: '"old"' })).id;
      await pairs.delete({ id });
      await pairs.set({ key: 'a', valueText: '"new"' });
      const taken = await pairs.set({ key: 'b', valueText: '1' });
      for (const valueText of ['1', '2', '3', '4', '5']) await pairs.set({ key: 'c', valueText });
      const [other] = await pairs.list({ filter: compare('key', 'eq', 'c') });
      await pairs.delete({ id: other?.id ?? '' });

      await expect(pairs.restore({ id, version: 1, key: 'b' })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { current_version: taken.version },
      });
      expect(await pairs.countDeleted('a')).toBe(1);
      const restoration = { id, version: 1, key: 'c', expectedVersion: 2, idempotencyKey: 'k' };
      const restored = await pairs.restore(restoration);

      expect(await textOf(pairs, 'a')).toBe('"new"');
      expect(await textOf(pairs, 'c')).toBe('"old"');
      expect(await pairs.countDeleted('a')).toBe(0);
      expect(restored.version).toBeGreaterThan(other?.version ?? 0);
      expect(await pairs.versions({ pairId: id, limit: 10 }, ['version', 'operation', 'key'])).toMatchObject([
        { version: restored.version, operation: 'restore', key: 'c' },
        { operation: 'delete', key: 'a' },
        { operation: 'create', key: 'a' },
      ]);
      expect(await pairs.changes({ filter: {}, limit: 1 })).toMatchObject([
        { operation: 'restore', key: 'c', previousKey: 'a' },
      ]);
      expect(await pairs.restore(restoration)).toEqual(restored);
      await expect(pairs.restore({ ...restoration, key: 'd' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      await expect(pairs.restore({ id, version: 1, key: 'd' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    });

    test('are alone in that: another pair is renamed', async () => {
      const { pairs } = await createTenant(context.store);
      const { id } = await pairs.set({ key: 'a', valueText: '1' });
      await pairs.set({ key: 'a', valueText: '2' });

      await expect(pairs.restore({ id, version: 1, key: 'b' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      await pairs.restore({ id, version: 1, key: 'a' });

      expect(await textOf(pairs, 'a')).toBe('1');
      expect(await textOf(pairs, 'b')).toBeUndefined();
    });
  });
}
