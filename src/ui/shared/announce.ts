import { createSignal, useSignal } from './signal.ts';

const message = createSignal('');

/** Says `text` to people who listen to the page instead of looking at it; politely, after what is being said. */
export function announce(text: string): void {
  // The same words twice are no change, so they would not be said again.
  message.set(text === message.get() ? `${text}\u00a0` : text);
}

export const useAnnouncement = (): string => useSignal(message);
