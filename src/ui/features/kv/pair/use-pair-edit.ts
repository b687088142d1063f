import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { KvError } from '#contract/errors.ts';
import { MAX_VALUE_BYTES } from '#contract/limits.ts';
import { announce } from '#ui/shared/announce.ts';
import { useValueState } from '#ui/shared/editor/use-value-state.ts';
import type { ValueSession } from '#ui/shared/editor/value-session.ts';
import { formatCount } from '#ui/shared/format.ts';
import { kvMutations, kvQueries, type OpenPair } from '../kv.queries.ts';
import { type Base, compareWithServer, toBase, toMissingBase, toSavedBase } from './base.ts';
import { isUndecided } from './describe-refusal.ts';
import { type PairWrite, toWrite } from './pair-write.ts';
import { findSaveObstacle } from './save-obstacle.ts';

interface PairEditOptions {
  pairKey: string;
  /** What the session was opened with. */
  opened: OpenPair;
  /** What the server has now; null when no pair has the key any more. */
  latest: OpenPair | null;
  /** When `latest` was read, in ms. */
  latestAt: number;
  session: ValueSession;
}

/** The draft of an open pair against what the server has: saving it, and what happens when others save meanwhile. */
export function usePairEdit({ pairKey, opened, latest, latestAt, session }: PairEditOptions) {
  const queryClient = useQueryClient();
  const state = useValueState(session);
  const [base, setBase] = useState(() => toBase(opened));
  const [isSaving, setIsSaving] = useState(false);
  /** `id` tells one refusal from the next for the same reason. */
  const [refusal, setRefusal] = useState<{ readonly error: KvError; readonly id: number } | null>(null);
  const [status, setStatus] = useState('');
  const [limitBytes, setLimitBytes] = useState(MAX_VALUE_BYTES);
  const isBusy = useRef(false);
  const unanswered = useRef<PairWrite | null>(null);

  const refresh = kvMutations.set().onSuccess;
  const write = useMutation({
    ...kvMutations.set(),
    // The server may be on this very machine: whether there is a network is not the question.
    networkMode: 'always',
    onSuccess: (saved, sent, ...rest) => {
      // Before what is on screen elsewhere is up to date: the draft counts on this version from now on.
      unanswered.current = null;
      setBase(toSavedBase(saved, sent.valueText));
      session.rebase(sent.valueText);
      finish(`Saved version ${formatCount(saved.version)}`);
      return refresh?.(saved, sent, ...rest);
    },
    onError: (error) => {
      if (!isUndecided(error)) unanswered.current = null;
      if (error.code === 'VALUE_TOO_LARGE' && error.details.limit !== undefined) setLimitBytes(error.details.limit);
      if (error.code !== 'VERSION_CONFLICT') return refuse(error);
      // Who changed it, and to what, is part of the answer.
      return queryClient
        .fetchQuery({ ...kvQueries.pair(pairKey), staleTime: 0 })
        .catch(() => {})
        .then(() => refuse(error));
    },
  });

  // What a save answers lacks who made it; what is read next has it.
  if (base.updatedBy === null && latest !== null && latest.id === base.id && latest.version === base.version) {
    setBase({ ...base, updatedBy: latest.updated_by });
  }

  const meanwhile = isSaving ? 'same' : compareWithServer(base, { pair: latest, at: latestAt }, toDraft(state));

  useEffect(() => {
    if (latest === null || !state.isReady) return;
    if (meanwhile !== 'adopt' && meanwhile !== 'load') return;
    setBase(toBase(latest));
    setRefusal(null);
    session.rebase(latest.value_text);
    if (meanwhile === 'load') session.revert();
    const news = `${latest.updated_by} saved version ${formatCount(latest.version)}`;
    const text = meanwhile === 'load' ? `${news}; it is shown now` : `${news} with the same value`;
    setStatus(text);
    announce(text);
  }, [meanwhile, latest, state.isReady, session]);

  function tell(text: string) {
    setStatus(text);
    announce(text);
  }

  function finish(text: string) {
    isBusy.current = false;
    setIsSaving(false);
    setRefusal(null);
    tell(text);
  }

  function refuse(error: KvError) {
    isBusy.current = false;
    setIsSaving(false);
    setStatus('');
    setRefusal((previous) => ({ error, id: (previous?.id ?? 0) + 1 }));
  }

  async function save(onto: Base = base) {
    // A second press while the first one is on its way is the same wish.
    if (isBusy.current) return;
    isBusy.current = true;
    const { compact } = await session.settle();
    const obstacle = findSaveObstacle(session.getState(), onto.version, limitBytes);
    if (compact === undefined || obstacle !== undefined) {
      isBusy.current = false;
      if (obstacle !== undefined) announce(obstacle);
      return;
    }
    setIsSaving(true);
    const next = { key: pairKey, valueText: compact, expectedVersion: onto.version };
    unanswered.current = toWrite(next, unanswered.current);
    write.mutate(unanswered.current);
  }

  return {
    base,
    state,
    status,
    isSaving,
    refusal,
    limitBytes,
    meanwhile,
    saveObstacle: isSaving ? 'Saving…' : findSaveObstacle(state, base.version, limitBytes),
    save: () => void save(),
    hideRefusal: () => setRefusal(null),

    discard() {
      session.revert();
      setRefusal(null);
      tell('Changes discarded. Undo brings them back.');
      session.focus();
    },

    /** The draft stays, and the next save replaces `theirs`. */
    keepOnTopOf(theirs: OpenPair) {
      setBase(toBase(theirs));
      setRefusal(null);
      session.rebase(theirs.value_text);
      tell(`Your text is now based on version ${formatCount(theirs.version)}. Saving replaces that version.`);
      session.focus();
    },

    take(theirs: OpenPair) {
      setBase(toBase(theirs));
      setRefusal(null);
      session.rebase(theirs.value_text);
      session.revert();
      tell(`Version ${formatCount(theirs.version)} is shown. Undo brings your text back.`);
      session.focus();
    },

    /** The pair was deleted: the draft becomes a new one under the same key. */
    saveAsNew() {
      const missing = toMissingBase(base);
      setBase(missing);
      setRefusal(null);
      session.rebase(null);
      void save(missing);
    },
  };
}

function toDraft({ isDirty, isChecking, check }: ReturnType<ValueSession['getState']>) {
  return { isDirty, compact: isChecking ? undefined : check.compact };
}
