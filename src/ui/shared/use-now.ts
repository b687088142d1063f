import { createSignal, useSignal } from './signal.ts';

const TICK_MS = 15_000;

let timer: ReturnType<typeof setInterval> | undefined;
const now = createSignal(Date.now(), {
  whileHeard: () => {
    timer = setInterval(() => now.set(Date.now()), TICK_MS);
    return () => {
      clearInterval(timer);
      timer = undefined;
    };
  },
});

/** The current time, renewed every 15 seconds; one timer for the whole page. */
export function useNow(): number {
  // Without a timer nothing has kept it up to date.
  if (timer === undefined) now.set(Date.now());
  return useSignal(now);
}
