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

/** The current time, updated every 15 seconds by one timer for the whole page. */
export function useNow(): number {
  // Without a running timer the value may be old.
  if (timer === undefined) now.set(Date.now());
  return useSignal(now);
}
