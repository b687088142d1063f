import { createSignal, useSignal } from '#ui/shared/signal.ts';

/**
 * - `unknown`: no answer yet
 * - `absent`: the first answer said that nobody is signed in, so there is nothing to lose on the page
 * - `active`
 * - `ended`: it was active, so the page may hold unsaved text
 */
export type SessionState = 'unknown' | 'absent' | 'active' | 'ended';

const state = createSignal<SessionState>('unknown');

/** The server accepted the session. */
export const reportSignedIn = () => state.set('active');

/** The server refused the session, or there was none. */
export const reportSignedOut = () =>
  state.set(state.get() === 'active' || state.get() === 'ended' ? 'ended' : 'absent');

/** Signing out was deliberate, so the next page starts fresh. */
export const forgetSession = () => state.set('unknown');

let hasArrived = false;

/** The sign-in page is left for the page that was wanted. */
export function reportArrival(): void {
  hasArrived = true;
}

/** Whether the person has just come from the sign-in page; true once. */
export function takeArrival(): boolean {
  const isArrival = hasArrived;
  hasArrived = false;
  return isArrival;
}

export const useSessionState = (): SessionState => useSignal(state);
