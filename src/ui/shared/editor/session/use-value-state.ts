import { useSyncExternalStore } from 'react';
import type { ValueSession, ValueState } from './value-session.ts';

/** Renders again on every change of the draft, so use it only in small components. */
export function useValueState(session: ValueSession): ValueState {
  return useSyncExternalStore(session.subscribe, session.getState);
}
