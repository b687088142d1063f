import { expect, test } from 'vitest';
import { type ContractContext, compare, createActor, createTenant, keysOf, textOf } from './contract-fixtures.ts';

const EXACT_TEXTS = [
  '1e400',
  '1.0',
  '-0',
  '12345678901234567890',
  '1.00000000000000000000000001',
  '{"a":1,"a":2,"b":3,"a":4}',
  '{"2":"b","1":"a","__proto__":{"polluted":true},"constructor":1}',
  '"\\u0000\\ud800 \\/ \\u00e9 é 😀"',
  '[null,true,false,[],{}]',
  '""',
  'null',
];

/** Writing one pair: exact text, identity, versions. */
export function testWrites(context: ContractContext): void {
  test.each(EXACT_TEXTS)('%s is read back as it was written', async (valueText) => {
    const { pairs } = await createTenant(context.store);

    await pairs.set({ key: 'exact', valueText });

    expect(await textOf(pairs, 'exact')).toBe(valueText);
  });

  test('a value of 1 MiB is read back as it was written', async () => {
    const { pairs } = await createTenant(context.store);
    const valueText = JSON.stringify('é'.repeat(524_287));

    await pairs.set({ key: 'large', valueText });

    const [pair] = await pairs.listWithValues({});
    expect(pair?.size).toBe(1_048_576);
    expect(pair?.valueText === valueText).toBe(true);
  });

  test('keys are kept byte by byte and never normalised', async () => {
    const { pairs } = await createTenant(context.store);
    const keys = ['é', 'e\u0301', '__proto__', ' ', 'a/b?c#d', '\u{10ffff}', '\ufeffx', "'; drop table pair; --"];

    for (const key of keys) await pairs.set({ key, valueText: JSON.stringify(key) });

    for (const key of keys) expect(await textOf(pairs, key)).toBe(JSON.stringify(key));
    expect(await pairs.count()).toBe(keys.length);
  });

  test('a new pair carries what was written, by whom and when', async () => {
    const { pairs } = await createTenant(context.store);
    const now = context.clock.read().toISOString();

    const result = await pairs.set({ key: 'limits', valueText: '{"é":[1,2]}' });

    expect(await pairs.listWithValues({})).toEqual([
      {
        id: result.id,
        key: 'limits',
        type: 'object',
        size: 12,
        version: 1,
        preview: '{"é":[1,2]}',
        created: now,
        createdBy: 'ada',
        updated: now,
        updatedBy: 'ada',
        valueText: '{"é":[1,2]}',
      },
    ]);
    expect(result).toEqual({ id: result.id, version: 1, updated: now, updatedBy: 'ada' });
    expect(result.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  });

  test('overwriting keeps id and creation, and replaces everything else', async () => {
    const { pairs, scope } = await createTenant(context.store);
    const first = await pairs.set({ key: 'a', valueText: '1' });
    const grace = context.store.pairs(await createActor(context.store, scope.tenantId, 'grace'));
    context.clock.advance(1_000);

    const second = await grace.set({ key: 'a', valueText: '"one"' });

    const updated = context.clock.read().toISOString();
    expect(second).toEqual({ id: first.id, version: 2, updated, updatedBy: 'grace' });
    expect(await pairs.listWithValues({})).toMatchObject([
      {
        id: first.id,
        type: 'string',
        size: 5,
        version: 2,
        preview: '"one"',
        created: first.updated,
        createdBy: 'ada',
        updated: second.updated,
        updatedBy: 'grace',
        valueText: '"one"',
      },
    ]);
  });

  test('the creator of a pair stays known through changes, renames, deletion and restoring by others', async () => {
    const { pairs, scope } = await createTenant(context.store);
    const grace = context.store.pairs(await createActor(context.store, scope.tenantId, 'grace'));
    const { id } = await pairs.set({ key: 'a', valueText: '1' });
    await grace.set({ key: 'by grace', valueText: '1' });
    const origin = async () => (await pairs.list({ filter: compare('id', 'eq', id) }, ['createdBy', 'updatedBy']))[0];

    await grace.set({ key: 'a', valueText: '2' });
    expect(await origin()).toEqual({ createdBy: 'ada', updatedBy: 'grace' });
    await grace.rename({ id, key: 'b' });
    expect(await origin()).toEqual({ createdBy: 'ada', updatedBy: 'grace' });
    await grace.delete({ id });
    await grace.restore({ id, version: 1 });
    expect(await origin()).toEqual({ createdBy: 'ada', updatedBy: 'grace' });

    expect(await keysOf(pairs, compare('createdBy', 'eq', 'ada'))).toEqual(['b']);
    const order = [{ column: 'createdBy', direction: 'desc' } as const];
    expect((await pairs.list({ order }, ['key', 'createdBy'])).map(({ key }) => key)).toEqual(['by grace', 'b']);
  });

  test('a pair that is created again belongs to who created it last', async () => {
    const { pairs, scope } = await createTenant(context.store);
    const grace = context.store.pairs(await createActor(context.store, scope.tenantId, 'grace'));
    const { id } = await pairs.set({ key: 'a', valueText: '1' });
    await pairs.delete({ id });

    await grace.set({ key: 'a', valueText: '1' });

    expect(await pairs.list({}, ['createdBy'])).toEqual([{ createdBy: 'grace' }]);
  });

  test('overwriting with a value of the same type replaces everything else', async () => {
    const { pairs } = await createTenant(context.store);
    await pairs.set({ key: 'a', valueText: '1' });

    await pairs.set({ key: 'a', valueText: '10' });

    expect(await pairs.listWithValues({})).toMatchObject([{ type: 'number', size: 2, preview: '10', valueText: '10' }]);
  });

  test('a deleted pair is gone; a new pair with its key has another id and continues its version numbers', async () => {
    const { pairs } = await createTenant(context.store);
    const first = await pairs.set({ key: 'again', valueText: '1' });
    await pairs.set({ key: 'again', valueText: '2' });

    expect(await pairs.delete({ id: first.id })).toBe(true);

    expect(await keysOf(pairs)).toEqual([]);
    expect(await keysOf(pairs, compare('key', 'ilike', '%again%'))).toEqual([]);
    const second = await pairs.set({ key: 'again', valueText: '3' });
    // Else who read version 1 before would pass for one who has seen this value.
    expect(second.version).toBe(4);
    await expect(pairs.set({ key: 'again', valueText: '4', expectedVersion: 1 })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { current_version: 4 },
    });
    expect(second.id).not.toBe(first.id);
    expect(await keysOf(pairs, compare('key', 'ilike', '%again%'))).toEqual(['again']);
  });

  test('deleting what is not there resolves to false, whatever version was expected', async () => {
    const { pairs } = await createTenant(context.store);
    const { id } = await pairs.set({ key: 'a', valueText: '1' });
    await pairs.delete({ id });

    expect(await pairs.delete({ id })).toBe(false);
    expect(await pairs.delete({ id, expectedVersion: 1 })).toBe(false);
    expect(await pairs.delete({ id: 'no uuid' })).toBe(false);
  });

  test.each([
    { expected: undefined, versions: 0, outcome: 1 },
    { expected: 0, versions: 0, outcome: 1 },
    { expected: 1, versions: 0, outcome: 'VERSION_CONFLICT' },
    { expected: undefined, versions: 2, outcome: 3 },
    { expected: 0, versions: 2, outcome: 'VERSION_CONFLICT' },
    { expected: 1, versions: 2, outcome: 'VERSION_CONFLICT' },
    { expected: 2, versions: 2, outcome: 3 },
    { expected: 3, versions: 2, outcome: 'VERSION_CONFLICT' },
  ])('set that expects version $expected of $versions ends in $outcome', async ({ expected, versions, outcome }) => {
    const { pairs } = await createTenant(context.store);
    for (let version = 1; version <= versions; version += 1) await pairs.set({ key: 'a', valueText: `${version}` });
    const before = await pairs.listWithValues({});

    const write = pairs.set({ key: 'a', valueText: '"new"', expectedVersion: expected });

    if (outcome === 'VERSION_CONFLICT') {
      await expect(write).rejects.toMatchObject({ code: outcome, details: { current_version: versions } });
      expect(await pairs.listWithValues({})).toEqual(before);
    } else {
      expect(await write).toMatchObject({ version: outcome });
      expect(await textOf(pairs, 'a')).toBe('"new"');
    }
  });

  test.each([
    { expected: 0, isDeleted: false },
    { expected: 1, isDeleted: false },
    { expected: 2, isDeleted: true },
    { expected: 3, isDeleted: false },
  ])('deletion that expects version $expected of 2 deletes: $isDeleted', async ({ expected, isDeleted }) => {
    const { pairs } = await createTenant(context.store);
    await pairs.set({ key: 'a', valueText: '1' });
    const { id } = await pairs.set({ key: 'a', valueText: '2' });

    const deletion = pairs.delete({ id, expectedVersion: expected });

    if (isDeleted) expect(await deletion).toBe(true);
    else await expect(deletion).rejects.toMatchObject({ code: 'VERSION_CONFLICT', details: { current_version: 2 } });
    expect(await pairs.count()).toBe(isDeleted ? 0 : 1);
  });

  test('of writers that expect the same version, one wins', async () => {
    const { pairs } = await createTenant(context.store);
    await pairs.set({ key: 'a', valueText: '0' });

    const writes = Array.from({ length: 32 }, (_, number) =>
      pairs.set({ key: 'a', valueText: `${number}`, expectedVersion: 1 }),
    );
    const outcomes = await Promise.allSettled(writes);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await pairs.list({})).toMatchObject([{ version: 2 }]);
  });

  test('messages of refusals hold neither key nor value', async () => {
    const { pairs } = await createTenant(context.store);
    await pairs.set({ key: 'secret-key', valueText: '"secret-value"', idempotencyKey: 'k' });

    const refusals = await Promise.allSettled([
      pairs.set({ key: 'secret-key', valueText: '"secret-value"', expectedVersion: 7 }),
      pairs.set({ key: 'secret-key', valueText: '"secret-value-2"', idempotencyKey: 'k' }),
    ]);

    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ status: 'rejected', reason: { name: 'KvError' } });
      expect(refusal.status === 'rejected' && String(refusal.reason.message)).not.toContain('secret');
    }
  });
}
