import type { ReactNode } from 'react';
import { createSignal, useSignal } from './signal.ts';

/** What is shown for a while over whatever place is open. */
interface ShownToast {
  /** Tells one from the next: each starts afresh. */
  readonly id: number;
  readonly content: ReactNode;
}

const shown = createSignal<ShownToast | null>(null);
let lastId = 0;

/** One at a time: the next takes the place of the one before. `content` is a `Toast`. */
export function showToast(content: ReactNode): void {
  lastId += 1;
  shown.set({ id: lastId, content });
}

export const closeToast = (): void => shown.set(null);

export const useToast = (): ShownToast | null => useSignal(shown);
