import { type ReactNode, useSyncExternalStore } from 'react';

/** What is shown for a while over whatever place is open. */
interface ShownToast {
  /** Tells one from the next: each starts afresh. */
  readonly id: number;
  readonly content: ReactNode;
}

let shown: ShownToast | null = null;
let lastId = 0;
const listeners = new Set<() => void>();

function show(next: ShownToast | null) {
  shown = next;
  for (const notify of listeners) notify();
}

/** One at a time: the next takes the place of the one before. `content` is a `Toast`. */
export function showToast(content: ReactNode): void {
  lastId += 1;
  show({ id: lastId, content });
}

export const closeToast = (): void => show(null);

export function useToast(): ShownToast | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
