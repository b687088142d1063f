import { useState } from 'react';
import { announce } from '#ui/shared/announce.ts';
import type { ValueSession } from '#ui/shared/editor/session/value-session.ts';

/** Why the last save was not possible. */
export interface BlockedSave {
  readonly reason: string;
  /** Distinguishes one press of Save from the next with the same reason. */
  readonly id: number;
}

/** Shows why a save by keys was not possible: at the mistake, and as text that flashes. */
export function useBlockedSave(session: ValueSession) {
  const [blocked, setBlocked] = useState<BlockedSave | null>(null);
  return {
    blocked,
    block(reason: string) {
      setBlocked((last) => ({ reason, id: (last?.id ?? 0) + 1 }));
      announce(reason);
      session.goToProblem();
    },
  };
}
