import { createSignal, useSignal } from './signal.ts';

const message = createSignal('');

/** Announces `text` to screen readers, politely: after the current speech. */
export function announce(text: string): void {
  // The same text twice would not be a change, so it would not be announced again.
  message.set(text === message.get() ? `${text}\u00a0` : text);
}

export const useAnnouncement = (): string => useSignal(message);
