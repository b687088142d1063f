import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { coalesce } from './coalesce.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a burst runs once immediately, and once more for later requests', async () => {
  let done = 0;
  const ask = coalesce(async () => {
    done += 1;
  }, 400);

  for (let time = 0; time < 100; time += 1) ask();
  expect(done).toBe(1);
  await vi.advanceTimersByTimeAsync(399);
  for (let time = 0; time < 100; time += 1) ask();
  expect(done).toBe(1);

  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toBe(2);
});

test('work is never done twice at the same time', async () => {
  const running: (() => void)[] = [];
  const ask = coalesce(() => new Promise<void>((resolve) => running.push(resolve)), 400);

  ask();
  ask();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(running).toHaveLength(1);

  running[0]?.();
  await vi.advanceTimersByTimeAsync(400);
  expect(running).toHaveLength(2);
});

test('work that fails or hangs does not end it', async () => {
  const ask = vi.fn<() => Promise<void>>();
  ask.mockRejectedValueOnce(new Error('failed')).mockReturnValueOnce(new Promise(() => undefined));
  const again = coalesce(ask.mockResolvedValue(undefined), 400);

  for (let time = 0; time < 3; time += 1) {
    again();
    await vi.advanceTimersByTimeAsync(6_000);
  }

  expect(ask).toHaveBeenCalledTimes(3);
});
