import { expect, test } from 'vitest';
import { type ContractContext, compare, createActor, createTenant, keysOf, textOf } from './contract-fixtures.ts';
import { EXACT_TEXTS } from './history.contract.ts';

/** Giving pairs other keys. */
export function testRename(context: ContractContext): void {
  test.each(EXACT_TEXTS)('keeps id, creation, history and the text %s', async (valueText) => {
    const { pairs } = await createTenant(context.store);
    const created = await pairs.set({ key: 'before', valueText });
    context.clock.advance(1_000);
    const { id } = created;

    const result = await pairs.rename({ id, key: 'behind', expectedVersion: 1, note: 'why' });

    const updated = context.clock.read().toISOString();
    expect(result).toEqual({ id, version: 2, updated, updatedBy: 'ada' });
    expect(await pairs.listWithValues({})).toMatchObject([
      { id, key: 'behind', created: created.updated, updated, version: 2, updatedBy: 'ada', valueText },
    ]);
    expect(await pairs.versions({ pairId: id, limit: 10 }, ['version', 'operation', 'key', 'valueText'])).toEqual([
      { version: 2, operation: 'rename', key: 'behind', valueText },
      { version: 1, operation: 'create', key: 'before', valueText },
    ]);
  });

  test('is followed by every way of finding pairs', async () => {
    const { pairs } = await createTenant(context.store);
    const { id } = await pairs.set({ key: 'flows/needle', valueText: '1' });
    await pairs.set({ key: 'other', valueText: '1' });

    await pairs.rename({ id, key: 'Étage/haystack' });

    expect(await keysOf(pairs, compare('key', 'ilike', '%needle%'))).toEqual([]);
    expect(await keysOf(pairs, compare('key', 'ilike', '%éTAGE/HAY%'))).toEqual(['Étage/haystack']);
    expect(await pairs.count(compare('key', 'like', '%stack'))).toBe(1);
    expect(await textOf(pairs, 'flows/needle')).toBeUndefined();
    expect(await keysOf(pairs)).toEqual(['other', 'Étage/haystack']);
    await pairs.delete({ id });
    expect(await keysOf(pairs, compare('key', 'ilike', '%haystack%'))).toEqual([]);
  });

  test('answers with who made the version, and to the key that the pair has already with who made that', async () => {
    const { pairs, scope } = await createTenant(context.store);
    const grace = context.store.pairs(await createActor(context.store, scope.tenantId, 'grace'));
    const { id } = await pairs.set({ key: 'a', valueText: '1' });
    context.clock.advance(1_000);

    const renamed = await grace.rename({ id, key: 'b' });
    context.clock.advance(1_000);

    expect(renamed).toMatchObject({ version: 2, updatedBy: 'grace' });
    expect(await pairs.rename({ id, key: 'b' })).toEqual(renamed);
  });

  test('to another case of the same key is a rename', async () => {
    const { pairs } = await createTenant(context.store);
    const { id } = await pairs.set({ key: 'Limits', valueText: '1' });

    await pairs.rename({ id, key: 'limits' });

    expect(await keysOf(pairs, compare('key', 'ilike', '%LIMITS%'))).toEqual(['limits']);
  });

  test('to a key in use is refused with the version of the pair that has it', async () => {
    const { pairs } = await createTenant(context.store);
    const { id } = await pairs.set({ key: 'a', valueText: '1' });
    for (const valueText of ['2', '3', '4']) await pairs.set({ key: 'b', valueText });

    await expect(pairs.rename({ id, key: 'b' })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { current_version: 3 },
    });

    expect(await pairs.listWithValues({})).toMatchObject([
      { key: 'a', version: 1, valueText: '1' },
      { key: 'b', version: 3, valueText: '4' },
    ]);
  });

  test('to the key it has writes nothing, but tells who has not seen the current version', async () => {
    const { pairs } = await createTenant(context.store);
    await pairs.set({ key: 'a', valueText: '1' });
    const { id, updated } = await pairs.set({ key: 'a', valueText: '2' });
    context.clock.advance(1_000);

    expect(await pairs.rename({ id, key: 'a', expectedVersion: 2 })).toEqual({
      id,
      version: 2,
      updated,
      updatedBy: 'ada',
    });
    expect(await pairs.rename({ id, key: 'a' })).toEqual({ id, version: 2, updated, updatedBy: 'ada' });
    await expect(pairs.rename({ id, key: 'a', expectedVersion: 1 })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { current_version: 2 },
    });
    expect(await pairs.changes({ filter: {}, limit: 10 })).toHaveLength(2);
  });

  test('of a pair that is gone, unknown or of another tenant is refused', async () => {
    const { pairs } = await createTenant(context.store);
    const theirs = await createTenant(context.store);
    const { id: gone } = await pairs.set({ key: 'a', valueText: '1' });
    await pairs.delete({ id: gone });
    const { id: foreign } = await theirs.pairs.set({ key: 'a', valueText: '1' });

    for (const id of [gone, foreign, 'no uuid']) {
      await expect(pairs.rename({ id, key: 'b' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await keysOf(theirs.pairs)).toEqual(['a']);
  });

  test('goes on at the limit of the licence and changes no counter', async () => {
    const { pairs } = await createTenant(context.store, 1);
    const { id } = await pairs.set({ key: 'a', valueText: '1' });

    await pairs.rename({ id, key: 'b' });

    expect(await pairs.count()).toBe(1);
    await expect(pairs.set({ key: 'a', valueText: '1' })).rejects.toMatchObject({ details: { used: 1, limit: 1 } });
  });

  test('has one effect when it is sent again', async () => {
    const { pairs } = await createTenant(context.store);
    const { id } = await pairs.set({ key: 'a', valueText: '1' });
    const rename = { id, key: 'b', expectedVersion: 1, idempotencyKey: 'k' };

    const answers = await Promise.all([pairs.rename(rename), pairs.rename(rename)]);
    await pairs.rename({ id, key: 'c' });

    expect(answers[1]).toEqual(answers[0]);
    expect(await pairs.rename(rename)).toEqual(answers[0]);
    expect(await keysOf(pairs)).toEqual(['c']);
    await expect(pairs.rename({ ...rename, key: 'd' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('a pair created under the old key never has a version that was seen there before', async () => {
    const { pairs } = await createTenant(context.store);
    for (const valueText of ['1', '2', '3']) await pairs.set({ key: 'old', valueText });
    const [pair] = await pairs.list({});
    await pairs.rename({ id: pair?.id ?? '', key: 'new' });

    const created = await pairs.set({ key: 'old', valueText: '"another"', expectedVersion: 0 });

    expect(created.version).toBe(5);
    for (let expectedVersion = 1; expectedVersion <= 4; expectedVersion += 1) {
      await expect(pairs.set({ key: 'old', valueText: '"stale"', expectedVersion })).rejects.toMatchObject({
        code: 'VERSION_CONFLICT',
        details: { current_version: 5 },
      });
    }
    expect(await textOf(pairs, 'old')).toBe('"another"');
  });

  test('a pair that comes to a key never has a version that was seen there before', async () => {
    const { pairs } = await createTenant(context.store);
    let gone = '';
    for (let number = 1; number <= 6; number += 1) ({ id: gone } = await pairs.set({ key: 'b', valueText: '1' }));
    await pairs.delete({ id: gone });
    const { id } = await pairs.set({ key: 'a', valueText: '"renamed"' });

    expect(await pairs.rename({ id, key: 'b' })).toMatchObject({ version: 8 });

    for (let expectedVersion = 0; expectedVersion <= 7; expectedVersion += 1) {
      const stale = pairs.set({ key: 'b', valueText: '"stale"', expectedVersion });
      await expect(stale).rejects.toMatchObject({ details: { current_version: 8 } });
    }
    expect(await pairs.rename({ id, key: 'a' })).toMatchObject({ version: 9 });
  });

  test('of simultaneous renames, sets and deletions of one version, one wins', async () => {
    const { pairs } = await createTenant(context.store);
    const { id } = await pairs.set({ key: 'a', valueText: '1' });

    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, number) => [
        pairs.rename({ id, key: `b${number}`, expectedVersion: 1 }),
        pairs.set({ key: 'a', valueText: `${number}`, expectedVersion: 1 }),
        pairs.delete({ id, expectedVersion: 1 }),
      ]).flat(),
    );

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await pairs.list({})).toMatchObject([{ id, version: 2 }]);
  });

  test('of simultaneous renames to one key, one wins and no pair is lost', async () => {
    const { pairs } = await createTenant(context.store);
    const writes = await Promise.all(
      Array.from({ length: 20 }, (_, number) => pairs.set({ key: `key ${number}`, valueText: `${number}` })),
    );

    const outcomes = await Promise.allSettled(writes.map(({ id }) => pairs.rename({ id, key: 'wanted' })));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await pairs.count()).toBe(20);
    expect(new Set((await pairs.list({}, ['id'])).map(({ id }) => id)).size).toBe(20);
  });
}
