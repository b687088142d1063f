import { useCallback, useEffect, useRef, useState } from 'react';
import type { ValueSession } from '#ui/shared/editor/value-session.ts';
import { type Base, toBase } from '../../data/base.ts';
import type { OpenPair } from '../../data/kv.queries.ts';

interface BaseOptions {
  /** What the session was opened with. */
  opened: OpenPair;
  /** What the server has now; null when no pair has the key any more. */
  latest: OpenPair | null;
  session: ValueSession;
}

/** A run of texts that came one from the other by typing, and what they are all based on. */
interface Stretch {
  base: Base;
}

/**
 * What the draft is based on. When another text comes with another base, the two belong together: Undo brings back
 * both, or the old text would be saved over a version that it knows nothing of.
 */
export function useBase({ opened, latest, session }: BaseOptions) {
  const [base, setBase] = useState(() => toBase(opened));
  /** Undo went back to a text from before a newer version was shown. */
  const [isPast, setIsPast] = useState(false);
  const [first] = useState<Stretch>({ base });
  const current = useRef(first);
  const newest = useRef(first);
  /** By the state of the text: of every state that there was. */
  const stretches = useRef(new Map<string, Stretch>());

  function put(next: Base) {
    current.current.base = next;
    newest.current = current.current;
    setBase(next);
    setIsPast(false);
    session.rebase(next.valueText);
  }

  // What a save answers lacks who made it; what is read next has it.
  useEffect(() => {
    const stretch = current.current;
    if (stretch.base.updatedBy !== null || latest === null) return;
    if (latest.id !== stretch.base.id || latest.version !== stretch.base.version) return;
    stretch.base = { ...stretch.base, updatedBy: latest.updated_by };
    setBase(stretch.base);
  }, [latest]);

  const follow = useCallback(() => {
    const state = session.getStateId();
    if (state === undefined) return false;
    const known = stretches.current.get(state);
    if (known === undefined) stretches.current.set(state, current.current);
    if (known === undefined || known === current.current) return false;
    current.current = known;
    setBase(known.base);
    setIsPast(known !== newest.current);
    session.rebase(known.base.valueText);
    return true;
  }, [session]);

  useEffect(() => {
    follow();
    // The editor tells of an Undo before the text has the name of its earlier state again.
    const unsubscribe = session.subscribe(() => queueMicrotask(follow));
    return () => void unsubscribe();
  }, [session, follow]);

  /** The text of now and what is typed from now on counts on `next`; Undo to before leads back to the present base. */
  function turnTo(next: Base) {
    current.current = { base: next };
    const state = session.getStateId();
    if (state !== undefined) stretches.current.set(state, current.current);
    put(next);
  }

  return {
    base,
    isPast,

    /** Whether Undo or Redo has led to another base than the one that is on the screen, which is about to change then. */
    follow,

    /** The text, and all that it came from by typing, counts on `next`. */
    move: put,
    turnTo,

    /** JSON text, which may have mistakes, takes the place of the draft, together with what it is based on. */
    exchange(next: Base, json: string) {
      session.makeRoomFor(json);
      const before = session.getStateId();
      if (before !== undefined) stretches.current.set(before, current.current);
      current.current = { base: next };
      put(next);
      session.replace(json);
      const after = session.getStateId();
      if (after !== undefined) stretches.current.set(after, current.current);
    },
  };
}
