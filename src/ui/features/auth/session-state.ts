import { useSyncExternalStore } from 'react';

/**
 * - `unknown`: no answer yet
 * - `absent`: the first answer was that nobody is signed in; there is nothing to lose on the page
 * - `active`
 * - `ended`: it was active, and somebody may have typed something since
 */
export type SessionState = 'unknown' | 'absent' | 'active' | 'ended';

let state: SessionState = 'unknown';
const listeners = new Set<() => void>();

function enter(next: SessionState) {
  if (next === state) return;
  state = next;
  for (const notify of listeners) notify();
}

/** The server took the session. */
export const reportSignedIn = () => enter('active');

/** The server did not take the session, or there was none. */
export const reportSignedOut = () => enter(state === 'active' || state === 'ended' ? 'ended' : 'absent');

/** After signing out: the next page starts from nothing. */
export const forgetSession = () => enter('unknown');

export function useSessionState(): SessionState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
