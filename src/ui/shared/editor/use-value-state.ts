import { useSyncExternalStore } from 'react';
import type { ValueSession, ValueState } from './value-session.ts';

/** Renders again with every change of the draft: use it in small components. */
export function useValueState(session: ValueSession): ValueState {
  return useSyncExternalStore(session.subscribe, session.getState);
}
