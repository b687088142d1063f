import { expect, test, vi } from 'vitest';
import { createBatch } from './batch.ts';

test('what is asked for in one moment is one call, with the answers to whoever asked', async () => {
  const load = vi.fn(async (wanted: readonly number[]) => wanted.map((each) => each * 10));
  const get = createBatch(load, 10);
  expect(await Promise.all([get(1), get(2), get(3)])).toEqual([10, 20, 30]);
  expect(await get(4)).toBe(40);
  expect(load.mock.calls).toEqual([[[1, 2, 3]], [[4]]]);
});

test('more than fit are several calls, of which one may fail', async () => {
  const load = vi.fn(async (wanted: readonly number[]) => {
    if (wanted.includes(3)) throw new Error('refused');
    return wanted;
  });
  const get = createBatch(load, 2);
  const outcomes = await Promise.allSettled([get(1), get(2), get(3)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(load.mock.calls).toEqual([[[1, 2]], [[3]]]);
});
