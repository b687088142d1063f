import { expect, test } from 'vitest';
import type { PairStore } from '../store.ts';
import { type ContractContext, createActor, createTenant } from './contract-fixtures.ts';

/** The changes of a tenant: who did what when. */
export function testChanges(context: ContractContext): void {
  test('are listed newest first with what they did, revisions without gaps', async () => {
    const { pairs } = await createTenant(context.store);
    const { id } = await pairs.set({ key: 'a', valueText: '10' });
    await pairs.rename({ id, key: 'b', note: 'clearer' });
    await pairs.restore({ id, version: 1 });
    await pairs.delete({ id });
    await pairs.delete({ id });

    const rest = {
      pairId: id,
      createdBy: 'ada',
      via: 'api',
      created: context.clock.read().toISOString(),
      previousKey: null,
      note: null,
    };
    expect(await pairs.changes({ filter: {}, limit: 100 })).toEqual([
      { ...rest, revision: 4, operation: 'delete', key: 'b', version: 4, type: null, size: null },
      { ...rest, revision: 3, operation: 'restore', key: 'b', version: 3, type: 'number', size: 2 },
      {
        ...{ ...rest, revision: 2, operation: 'rename', key: 'b', version: 2, type: 'number', size: 2 },
        ...{ previousKey: 'a', note: 'clearer' },
      },
      { ...rest, revision: 1, operation: 'create', key: 'a', version: 1, type: 'number', size: 2 },
    ]);
  });

  test('are chosen by key, pair, actor, operation and way, all together', async () => {
    const { pairs, scope } = await createTenant(context.store);
    const a = await pairs.set({ key: 'a', valueText: '1' });
    const grace = { ...(await createActor(context.store, scope.tenantId, 'grace')), via: 'ui' } as const;
    await context.store.pairs(grace).set({ key: 'a', valueText: '2' });
    await context.store.pairs(grace).set({ key: 'b', valueText: '3' });
    const revisions = async (filter: Parameters<PairStore['changes']>[0]['filter'], beforeRevision?: number) =>
      (await pairs.changes({ filter, beforeRevision, limit: 100 })).map(({ revision }) => revision);

    expect(await revisions({ key: 'a' })).toEqual([2, 1]);
    expect(await revisions({ key: 'a' }, 2)).toEqual([1]);
    expect(await revisions({ pairId: a.id })).toEqual([2, 1]);
    expect(await revisions({ createdBy: 'grace' })).toEqual([3, 2]);
    expect(await revisions({ operation: 'create' })).toEqual([3, 1]);
    expect(await revisions({ via: 'ui' }, 3)).toEqual([2]);
    expect(await revisions({ via: 'ui', key: 'b', operation: 'create' })).toEqual([3]);
    expect(await revisions({ via: 'ui', key: 'b', operation: 'update' })).toEqual([]);
    expect(await revisions({ key: "a' or 1=1 --" })).toEqual([]);
    expect(await pairs.changes({ filter: {}, limit: 1 })).toMatchObject([{ revision: 3 }]);
  });

  test('are found by a part of the key, before or after the change, and by the time', async () => {
    const { pairs } = await createTenant(context.store);
    const at: string[] = [];
    const set = async (key: string) => {
      at.push(context.clock.read().toISOString());
      const { id } = await pairs.set({ key, valueText: '1' });
      context.clock.advance(1_000);
      return id;
    };
    const renamed = await set('etl/ÄPFEL');
    await set('etl/pears_100%');
    await set('models/churn');
    await pairs.rename({ id: renamed, key: 'fruit' });
    const revisions = async (query: Partial<Parameters<PairStore['changes']>[0]>) =>
      (await pairs.changes({ filter: {}, limit: 100, ...query })).map(({ revision }) => revision);

    expect(await revisions({ search: 'ETL/' })).toEqual([4, 2, 1]);
    expect(await revisions({ search: 'äpf' })).toEqual([4, 1]);
    expect(await revisions({ search: '_100%' })).toEqual([2]);
    expect(await revisions({ search: 'r', limit: 2 })).toEqual([4, 3]);
    expect(await revisions({ search: 'etl', filter: { operation: 'create' }, beforeRevision: 2 })).toEqual([1]);
    expect(await revisions({ search: 'nowhere' })).toEqual([]);
    expect(await revisions({ from: at[1] })).toEqual([4, 3, 2]);
    expect(await revisions({ until: at[1] })).toEqual([1]);
    expect(await revisions({ from: at[1], until: at[2], search: 'pears' })).toEqual([2]);
  });

  test('are found however far back they are', async () => {
    const { pairs } = await createTenant(context.store);
    await pairs.set({ key: 'rare', valueText: '1' });
    for (let batch = 0; batch < 26; batch += 1) {
      await Promise.all(Array.from({ length: 400 }, () => pairs.set({ key: 'busy', valueText: '1' })));
    }

    const found = await pairs.changes({ filter: { operation: 'create' }, limit: 100 });

    expect(found).toMatchObject([
      { key: 'busy', revision: 2 },
      { key: 'rare', revision: 1 },
    ]);
    expect(await pairs.changes({ filter: {}, search: 'RAR', limit: 100 })).toMatchObject([{ revision: 1 }]);
    expect(await pairs.changes({ filter: { createdBy: 'nobody' }, search: 'busy', limit: 100 })).toEqual([]);
  });
}
