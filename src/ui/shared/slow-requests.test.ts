// @vitest-environment jsdom
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KvError } from '#contract/errors.ts';
import { SLOW_MS, useSlowRequests, watchRequests } from './slow-requests.ts';

let shown: ReturnType<typeof useSlowRequests>;
const root = createRoot(document.createElement('div'));

beforeEach(() => {
  vi.useFakeTimers();
  flushSync(() =>
    root.render(
      createElement(function Reader() {
        shown = useSlowRequests();
        return null;
      }),
    ),
  );
});
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** A transport whose requests are answered by hand, oldest first. */
function createTransport() {
  const waiting: { resolve: (answer: never) => void; reject: (error: Error) => void }[] = [];
  const send = () => new Promise<never>((resolve, reject) => waiting.push({ resolve, reject }));
  const transport = watchRequests({ query: send, mutate: send });
  return {
    query: () => transport.query({} as never, {}),
    mutate: () => transport.mutate({} as never, {}),
    answer: () => waiting.shift()?.resolve({} as never),
    fail: () => waiting.shift()?.reject(new KvError('UNREACHABLE', 'The server did not answer.')),
  };
}

test('a request counts once it has waited, until it is answered', async () => {
  const { query, mutate, answer } = createTransport();
  void mutate();
  await pass(SLOW_MS - 1);
  expect(shown).toEqual({ writes: 0, others: 0 });
  void query();
  await pass(1);
  expect(shown).toEqual({ writes: 1, others: 0 });
  await pass(SLOW_MS);
  expect(shown).toEqual({ writes: 1, others: 1 });

  answer();
  await pass(0);
  expect(shown).toEqual({ writes: 0, others: 1 });
  answer();
  await pass(0);
  expect(shown).toEqual({ writes: 0, others: 0 });
});

test('one that is answered in time, or fails, counts for nothing', async () => {
  const { mutate, answer, fail } = createTransport();
  const answered = mutate();
  answer();
  await answered;
  await pass(SLOW_MS);
  expect(shown).toEqual({ writes: 0, others: 0 });

  const failed = expect(mutate()).rejects.toThrow('did not answer');
  await pass(SLOW_MS);
  expect(shown).toEqual({ writes: 1, others: 0 });
  fail();
  await failed;
  await pass(0);
  expect(shown).toEqual({ writes: 0, others: 0 });
});
