import { expect, test } from 'vitest';
import { type ContractContext, createTenant, keysOf, textOf } from './contract-fixtures.ts';

/** Several writes in one transaction. */
export function testWriteTogether(context: ContractContext): void {
  test('each write sees those before it', async () => {
    const { pairs } = await createTenant(context.store);
    const { id } = await pairs.set({ key: 'old', valueText: '0' });

    const results = await pairs.writeTogether([
      { kind: 'set', write: { key: 'new', valueText: '1', expectedVersion: 0 } },
      { kind: 'set', write: { key: 'new', valueText: '2', expectedVersion: 1 } },
      { kind: 'rename', write: { id, key: 'renamed' } },
      { kind: 'delete', write: { id, expectedVersion: 2 } },
      { kind: 'restore', write: { id, version: 1 } },
      { kind: 'delete', write: { id: '00000000-0000-7000-8000-000000000000' } },
    ]);

    expect(results).toMatchObject([{ version: 1 }, { version: 2 }, { version: 2 }, true, { id, version: 4 }, false]);
    expect(await keysOf(pairs)).toEqual(['new', 'renamed']);
    expect(await textOf(pairs, 'new')).toBe('2');
    expect(await pairs.count()).toBe(2);
  });

  test('one that is refused undoes all of them', async () => {
    const { pairs } = await createTenant(context.store);
    await pairs.set({ key: 'kept', valueText: '1' });

    await expect(
      pairs.writeTogether([
        { kind: 'set', write: { key: 'kept', valueText: '2', idempotencyKey: 'k' } },
        { kind: 'set', write: { key: 'refused', valueText: '1', expectedVersion: 7 } },
        { kind: 'set', write: { key: 'after', valueText: '1' } },
      ]),
    ).rejects.toMatchObject({ code: 'VERSION_CONFLICT', details: { current_version: 0, step: 1 } });

    expect(await keysOf(pairs)).toEqual(['kept']);
    expect(await textOf(pairs, 'kept')).toBe('1');
    expect(await pairs.count()).toBe(1);
    // Nor is it remembered as done.
    expect(await pairs.set({ key: 'kept', valueText: '2', idempotencyKey: 'k' })).toMatchObject({ version: 2 });
  });

  test('the licence counts the writes before', async () => {
    const { pairs } = await createTenant(context.store, 2);

    const three = ['a', 'b', 'c'].map((key) => ({ kind: 'set', write: { key, valueText: '1' } }) as const);
    await expect(pairs.writeTogether(three)).rejects.toMatchObject({
      code: 'LICENSE_LIMIT_REACHED',
      details: { used: 2, limit: 2, step: 2 },
    });
    await pairs.writeTogether(three.slice(0, 2));

    expect(await keysOf(pairs)).toEqual(['a', 'b']);
  });

  test('sent again, each has one effect and the same answer', async () => {
    const { pairs } = await createTenant(context.store);
    const steps = ['a', 'b'].map(
      (key) => ({ kind: 'set', write: { key, valueText: '1', idempotencyKey: `k ${key}` } }) as const,
    );

    const answers = await pairs.writeTogether(steps);
    await pairs.set({ key: 'b', valueText: '2' });

    expect(await pairs.writeTogether(steps)).toEqual(answers);
    expect(await textOf(pairs, 'b')).toBe('2');
  });
}
