import { useSyncExternalStore } from 'react';

let isReachable = true;
const listeners = new Set<() => void>();

/** Every answer of the server tells, even a refusal. */
export function reportConnection(reachable: boolean): void {
  if (reachable === isReachable) return;
  isReachable = reachable;
  for (const notify of listeners) notify();
}

/** Whether the latest request got an answer. */
export function useIsReachable(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isReachable,
  );
}
