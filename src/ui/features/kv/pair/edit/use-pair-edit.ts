import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { KvError } from '#contract/errors.ts';
import { MAX_VALUE_BYTES } from '#contract/limits.ts';
import { layOutJson } from '#json/layout.ts';
import { announce } from '#ui/shared/announce.ts';
import { useValueState } from '#ui/shared/editor/use-value-state.ts';
import type { ValueSession } from '#ui/shared/editor/value-session.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { type Base, compareWithServer, toBase, toMissingBase, toSavedBase } from '../../data/base.ts';
import { isUndecided } from '../../data/is-undecided.ts';
import { kvMutations, kvQueries, type OpenPair } from '../../data/kv.queries.ts';
import { type PairWrite, toWrite } from './pair-write.ts';
import { findSaveObstacle } from './save-obstacle.ts';
import { useBase } from './use-base.ts';

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

interface Refusal {
  readonly error: KvError;
  /** Tells one refusal from the next for the same reason. */
  readonly id: number;
  /** In ms. */
  readonly at: number;
}

/** Once the server has answered since, somebody is signed in again: all that is left to do is to save. */
const isOver = ({ error, at }: Refusal, latestAt: number) => error.code === 'UNAUTHENTICATED' && latestAt > at;

/** What happened last. */
interface EditStatus {
  readonly text: string;
  /** It is about a text that is not saved; else it holds until something is typed. */
  readonly isUnsaved: boolean;
  /** The version that it is about: Undo can lead to another one. */
  readonly version: number;
}

const NOTHING: EditStatus = { text: '', isUnsaved: false, version: 0 };

/** The draft of an open pair against what the server has: saving it, and what happens when others save meanwhile. */
export function usePairEdit({ pairKey, opened, latest, latestAt, session }: PairEditOptions) {
  const queryClient = useQueryClient();
  const state = useValueState(session);
  const { base, isPast, follow, move, turnTo, exchange } = useBase({ opened, latest, session });
  const [isSaving, setIsSaving] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [status, setStatus] = useState(NOTHING);
  const [limitBytes, setLimitBytes] = useState(MAX_VALUE_BYTES);
  const isBusy = useRef(false);
  /** Whether it took effect nobody knows. */
  const [unanswered, setUnanswered] = useState<PairWrite | null>(null);

  const refresh = kvMutations.set().onSuccess;
  const write = useMutation({
    ...kvMutations.set(),
    // The server may be on this very machine: whether there is a network is not the question.
    networkMode: 'always',
    onSuccess: (saved, sent, ...rest) => {
      // Before what is on screen elsewhere is up to date: the draft counts on this version from now on.
      setUnanswered(null);
      move(toSavedBase(saved, sent.valueText));
      finish(saved.version);
      return refresh?.(saved, sent, ...rest);
    },
    onError: (error, sent) => {
      if (isUndecided(error)) setUnanswered(sent);
      else setUnanswered((earlier) => (earlier?.idempotencyKey === sent.idempotencyKey ? null : earlier));
      if (error.code === 'VALUE_TOO_LARGE' && error.details.limit !== undefined) setLimitBytes(error.details.limit);
      if (error.code !== 'VERSION_CONFLICT') return refuse(error);
      // Who changed it, and to what, is part of the answer.
      return fetchLatest()
        .catch(() => {})
        .then(() => refuse(error));
    },
  });

  const draft = { ...toDraft(state), isPast, sentText: unanswered?.valueText };
  const meanwhile = isSaving ? 'same' : compareWithServer(base, { pair: latest, at: latestAt }, draft);

  useEffect(() => {
    if (latest === null || !state.isReady) return;
    if (meanwhile !== 'adopt' && meanwhile !== 'load') return;
    // The text of after an Undo is not to be judged by the base of before.
    if (follow()) return;
    if (meanwhile === 'load') exchange(toBase(latest), layOutJson(latest.value_text));
    else move(toBase(latest));
    setRefusal(null);
    const version = formatCount(latest.version);
    if (unanswered?.valueText === latest.value_text) {
      setUnanswered(null);
      const isUnsaved = draft.compact !== latest.value_text;
      return tell(`Saved version ${version}: the answer came late`, isUnsaved, latest.version);
    }
    const news = `Version ${version} by ${latest.updated_by}`;
    tell(meanwhile === 'load' ? `${news} is shown now` : `${news} has the same value`, false, latest.version);
  });

  const fetchLatest = () => queryClient.fetchQuery({ ...kvQueries.pair(pairKey), staleTime: 0 });

  function tell(text: string, isUnsaved = false, version = base.version) {
    setStatus({ text, isUnsaved, version });
    announce(text);
  }

  function finish(version: number) {
    isBusy.current = false;
    setIsSaving(false);
    setRefusal(null);
    tell(`Saved version ${formatCount(version)}`, false, version);
  }

  function refuse(error: KvError) {
    isBusy.current = false;
    setIsSaving(false);
    setStatus(NOTHING);
    setRefusal((previous) => ({ error, id: (previous?.id ?? 0) + 1, at: Date.now() }));
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
    write.mutate(toWrite(next, unanswered));
  }

  /** Shows another text and says so; Undo brings back the draft and what it was based on. */
  function show(next: Base, json: string, text: string, isUnsaved: boolean) {
    exchange(next, json);
    setRefusal(null);
    tell(text, isUnsaved, next.version);
    session.focus();
  }

  return {
    base,
    state,
    status: status.isUnsaved === state.isDirty && status.version === base.version ? status.text : '',
    isSaving,
    refusal: refusal && isOver(refusal, latestAt) ? null : refusal,
    limitBytes,
    meanwhile,
    isPast,
    saveObstacle: isSaving ? 'Saving…' : findSaveObstacle(state, base.version, limitBytes),
    save: () => void save(),
    hideRefusal: () => setRefusal(null),
    fetchLatest,
    show,

    discard() {
      session.revert();
      setRefusal(null);
      tell('Changes discarded. Undo brings them back.');
      session.focus();
    },

    /** The draft stays, and the next save replaces `theirs`. */
    keepOnTopOf(theirs: OpenPair) {
      turnTo(toBase(theirs));
      setRefusal(null);
      const version = formatCount(theirs.version);
      tell(`Your text is now based on version ${version}. Saving replaces that version.`, true, theirs.version);
      session.focus();
    },

    take(theirs: OpenPair) {
      const text = `Version ${formatCount(theirs.version)} is shown. Undo brings your text back.`;
      show(toBase(theirs), layOutJson(theirs.value_text), text, false);
    },

    /** The pair was deleted: the draft becomes a new one under the same key. */
    saveAsNew() {
      const missing = toMissingBase(base);
      move(missing);
      setRefusal(null);
      void save(missing);
    },
  };
}

function toDraft({ isDirty, isChecking, check }: ReturnType<ValueSession['getState']>) {
  return { isDirty, compact: isChecking ? undefined : check.compact };
}
