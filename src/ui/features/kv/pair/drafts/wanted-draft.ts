import { createSignal } from '#ui/shared/signal.ts';

/** The draft to restore as soon as its pair is open, without asking: the person has just taken back discarding it. */
export const wantedDraft = createSignal<string | null>(null);
