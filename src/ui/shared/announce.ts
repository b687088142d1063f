import { useSyncExternalStore } from 'react';

let message = '';
const listeners = new Set<() => void>();

/** Says `text` to people who listen to the page instead of looking at it; politely, after what is being said. */
export function announce(text: string): void {
  // The same words twice are no change, so they would not be said again.
  message = text === message ? `${text}\u00a0` : text;
  for (const notify of listeners) notify();
}

export function useAnnouncement(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => message,
  );
}
