import type { Transport } from '#client/transport.ts';
import { createSignal, useSignal } from './signal.ts';

/** How long an answer may take before the page says that it is waiting, in ms. */
export const SLOW_MS = 4_000;

/** Requests that have been waiting for longer than that. */
interface SlowRequests {
  readonly writes: number;
  readonly others: number;
}

const slow = createSignal<SlowRequests>({ writes: 0, others: 0 });

export const useSlowRequests = (): SlowRequests => useSignal(slow);

/** Returns the same promise, and counts it in `useSlowRequests` while it is slow. */
export function watchAnswer<Answer>(kind: keyof SlowRequests, answer: Promise<Answer>): Promise<Answer> {
  let counted = 0;
  const count = (by: number) => {
    counted += by;
    slow.set({ ...slow.get(), [kind]: slow.get()[kind] + by });
  };
  const timer = setTimeout(() => count(1), SLOW_MS);
  const end = () => {
    clearTimeout(timer);
    if (counted > 0) count(-1);
  };
  answer.then(end, end);
  return answer;
}

/** A transport that watches all its requests. */
export const watchRequests = ({ query, mutate }: Transport): Transport => ({
  query: (...request) => watchAnswer('others', query(...request)),
  mutate: (...request) => watchAnswer('writes', mutate(...request)),
});
