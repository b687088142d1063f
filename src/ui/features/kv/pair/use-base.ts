import { useEffect, useRef, useState } from 'react';
import type { ValueSession } from '#ui/shared/editor/value-session.ts';
import type { OpenPair } from '../kv.queries.ts';
import { type Base, toBase } from './base.ts';

interface BaseOptions {
  /** What the session was opened with. */
  opened: OpenPair;
  /** What the server has now; null when no pair has the key any more. */
  latest: OpenPair | null;
  session: ValueSession;
}

/**
 * What the draft is based on. When another text comes with another base, the two belong together: Undo brings back
 * both, or the old text would be saved over a version that it knows nothing of.
 */
export function useBase({ opened, latest, session }: BaseOptions) {
  const [base, setBase] = useState(() => toBase(opened));
  const current = useRef(base);
  /** By the state of the text, those that were exchanged. */
  const bases = useRef(new Map<string, Base>());
  useEffect(() => {
    current.current = base;
  });

  // What a save answers lacks who made it; what is read next has it.
  if (base.updatedBy === null && latest !== null && latest.id === base.id && latest.version === base.version) {
    setBase({ ...base, updatedBy: latest.updated_by });
  }

  function put(next: Base) {
    current.current = next;
    setBase(next);
    session.rebase(next.valueText);
  }

  useEffect(() => {
    function follow() {
      const known = bases.current.get(session.getStateId() ?? '');
      if (known === undefined) return;
      if (known.id === current.current.id && known.version === current.current.version) return;
      current.current = known;
      setBase(known);
      session.rebase(known.valueText);
    }
    // The editor tells of an Undo before the text has the name of its earlier state again.
    const unsubscribe = session.subscribe(() => queueMicrotask(follow));
    return () => void unsubscribe();
  }, [session]);

  return {
    base,

    /** The text stays, and counts on `next` from now on. */
    move(next: Base) {
      bases.current.clear();
      put(next);
    },

    /** JSON text, which may have mistakes, takes the place of the draft, together with what it is based on. */
    exchange(next: Base, json: string) {
      const before = session.getStateId();
      if (before !== undefined) bases.current.set(before, current.current);
      put(next);
      session.replace(json);
      const after = session.getStateId();
      if (after !== undefined) bases.current.set(after, next);
    },
  };
}
