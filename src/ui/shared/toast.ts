import type { ReactNode } from 'react';
import { createSignal, useSignal } from './signal.ts';

/** A message shown for a while over any page. */
interface ShownToast {
  /** Distinguishes messages, so that each starts with fresh state. */
  readonly id: number;
  readonly content: ReactNode;
}

const shown = createSignal<ShownToast | null>(null);
let lastId = 0;

/** Shows a message, a `Toast`, in place of the one before. */
export function showToast(content: ReactNode): void {
  lastId += 1;
  shown.set({ id: lastId, content });
}

export const closeToast = (): void => shown.set(null);

export const useToast = (): ShownToast | null => useSignal(shown);
