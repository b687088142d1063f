import { createSignal, useSignal } from '#ui/shared/signal.ts';

/**
 * - `unknown`: no answer yet
 * - `absent`: the first answer was that nobody is signed in; there is nothing to lose on the page
 * - `active`
 * - `ended`: it was active, and somebody may have typed something since
 */
export type SessionState = 'unknown' | 'absent' | 'active' | 'ended';

const state = createSignal<SessionState>('unknown');

/** The server took the session. */
export const reportSignedIn = () => state.set('active');

/** The server did not take the session, or there was none. */
export const reportSignedOut = () =>
  state.set(state.get() === 'active' || state.get() === 'ended' ? 'ended' : 'absent');

/** After signing out: the next page starts from nothing. */
export const forgetSession = () => state.set('unknown');

export const useSessionState = (): SessionState => useSignal(state);
