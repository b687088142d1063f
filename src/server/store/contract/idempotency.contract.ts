import { expect, test } from 'vitest';
import { type ContractContext, createActor, createTenant, textOf } from './contract-fixtures.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Requests with an idempotency key: sent twice, done once. */
export function testIdempotency(context: ContractContext): void {
  test('the same request again has no second effect and gets the same answer', async () => {
    const { pairs } = await createTenant(context.store);
    const write = { key: 'a', valueText: '1', idempotencyKey: 'k' };

    const first = await pairs.set(write);
    context.clock.advance(1_000);
    const second = await pairs.set(write);

    expect(second).toEqual(first);
    expect(await pairs.list({})).toMatchObject([{ version: 1 }]);
  });

  test('the same request sent simultaneously has one effect and one answer', async () => {
    const { pairs } = await createTenant(context.store);
    const write = { key: 'a', valueText: '1', idempotencyKey: 'k' };

    const answers = await Promise.all(Array.from({ length: 8 }, () => pairs.set(write)));

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await pairs.list({})).toMatchObject([{ version: 1 }]);
  });

  test('the answer stays the same when the pair has moved on', async () => {
    const { pairs } = await createTenant(context.store);
    const write = { key: 'a', valueText: '1', expectedVersion: 0, idempotencyKey: 'k' };
    const first = await pairs.set(write);
    await pairs.set({ key: 'a', valueText: '2' });

    expect(await pairs.set(write)).toEqual(first);
    expect(await textOf(pairs, 'a')).toBe('2');

    await pairs.delete({ id: first.id });
    expect(await pairs.set(write)).toEqual(first);
    expect(await pairs.count()).toBe(0);
  });

  test('a deletion sent again is still answered with true', async () => {
    const { pairs } = await createTenant(context.store);
    const { id } = await pairs.set({ key: 'a', valueText: '1' });

    expect(await pairs.delete({ id, idempotencyKey: 'k' })).toBe(true);
    expect(await pairs.delete({ id, idempotencyKey: 'k' })).toBe(true);
    expect(await pairs.delete({ id, idempotencyKey: 'other' })).toBe(false);
  });

  test.each([
    { name: 'key', other: { key: 'b', valueText: '1' } },
    { name: 'value', other: { key: 'a', valueText: '1.0' } },
    { name: 'expected version', other: { key: 'a', valueText: '1', expectedVersion: 0 } },
  ])('another $name under the same idempotency key is refused', async ({ other }) => {
    const { pairs } = await createTenant(context.store);
    await pairs.set({ key: 'a', valueText: '1', idempotencyKey: 'k' });

    await expect(pairs.set({ ...other, idempotencyKey: 'k' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });

    expect(await pairs.listWithValues({})).toMatchObject([{ key: 'a', valueText: '1', version: 1 }]);
  });

  test('a deletion under the idempotency key of a set is refused', async () => {
    const { pairs } = await createTenant(context.store);
    const { id } = await pairs.set({ key: 'a', valueText: '1', idempotencyKey: 'k' });

    await expect(pairs.delete({ id, idempotencyKey: 'k' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });

    expect(await pairs.count()).toBe(1);
  });

  test('actors and tenants do not share idempotency keys', async () => {
    const { pairs, scope } = await createTenant(context.store);
    const other = await createTenant(context.store);
    const grace = context.store.pairs(await createActor(context.store, scope.tenantId, 'grace'));
    await pairs.set({ key: 'a', valueText: '1', idempotencyKey: 'k' });

    expect(await grace.set({ key: 'a', valueText: '2', idempotencyKey: 'k' })).toMatchObject({ version: 2 });
    expect(await other.pairs.set({ key: 'b', valueText: '3', idempotencyKey: 'k' })).toMatchObject({ version: 1 });
  });

  test('a refused request is not remembered: it may succeed later', async () => {
    const { pairs } = await createTenant(context.store);
    const write = { key: 'a', valueText: '2', expectedVersion: 1, idempotencyKey: 'k' };
    await expect(pairs.set(write)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
    await pairs.set({ key: 'a', valueText: '1' });

    expect(await pairs.set(write)).toMatchObject({ version: 2 });
  });

  test('a request is remembered for 24 hours', async () => {
    const { pairs } = await createTenant(context.store);
    const write = { key: 'a', valueText: '1', idempotencyKey: 'k' };
    await pairs.set(write);

    context.clock.advance(DAY_MS - 1);
    expect(await pairs.set(write)).toMatchObject({ version: 1 });
    context.clock.advance(1);
    expect(await pairs.set(write)).toMatchObject({ version: 2 });
    expect(await pairs.set({ ...write, valueText: '2', idempotencyKey: 'other' })).toMatchObject({ version: 3 });
    expect(await pairs.set(write)).toMatchObject({ version: 2 });
  });
}
