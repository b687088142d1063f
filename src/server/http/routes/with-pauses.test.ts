import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withPauses } from './with-pauses.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a quiet stream looks at its credential every three seconds, and beats every fifteen', async () => {
  const stream = withPauses({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) });

  const said: unknown[] = [];
  for (let pause = 0; pause < 10; pause += 1) {
    const next = stream.next();
    await vi.advanceTimersByTimeAsync(3_000);
    said.push((await next).value);
  }

  const quarter = ['pause', 'pause', 'pause', 'pause', 'heartbeat'];
  expect(said).toEqual([...quarter, ...quarter]);
});

test('a reader that leaves lets go of what it read', async () => {
  let isOpen = true;
  async function* results() {
    try {
      yield 'one';
      yield 'two';
    } finally {
      isOpen = false;
    }
  }

  for await (const result of withPauses(results())) {
    expect(result).toEqual({ text: 'one' });
    break;
  }
  await vi.runAllTimersAsync();

  expect(isOpen).toBe(false);
});
