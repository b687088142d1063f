import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { layOutJson } from '#json/layout.ts';
import { announce } from '#ui/shared/announce.ts';
import { useValueState } from '#ui/shared/editor/use-value-state.ts';
import type { ValueSession, ValueState } from '#ui/shared/editor/value-session.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { useReducerNow } from '#ui/shared/use-reducer-now.ts';
import { type Base, toBase } from '../../data/base.ts';
import { kvQueries, type OpenPair } from '../../data/kv.queries.ts';
import { type Draft, type EditEvent, meanwhileOf, reduceEdit, startEdit } from './edit-state.ts';
import { findSaveObstacle } from './save-obstacle.ts';
import { useValueWrite } from './use-value-write.ts';

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

/** The draft of an open pair against what the server has: carries out what `reduceEdit` decides. */
export function usePairEdit({ pairKey, opened, latest, latestAt, session }: PairEditOptions) {
  const queryClient = useQueryClient();
  const edit = useReducerNow(reduceEdit, () => startEdit(opened, toDraft(session.getState())));
  const { now } = edit;
  const value = useValueState(session);
  const { bases, write, status } = edit.state;
  const { base } = bases;

  const send = useCallback(
    (event: EditEvent) => {
      const before = now().bases.base;
      const after = edit.send(event).bases.base;
      if (after !== before) session.rebase(after.valueText);
    },
    [now, edit.send, session],
  );
  const readText = useCallback(
    () => send({ type: 'text', now: session.getTextState(), draft: toDraft(session.getState()) }),
    [send, session],
  );
  const exchange = useCallback(
    (next: Base, json: string, text: string, isUnsaved: boolean) => {
      session.makeRoomFor(json);
      readText();
      session.rebase(next.valueText);
      session.replace(json);
      const draft = toDraft(session.getState());
      send({ type: 'shown', base: next, now: session.getTextState(), draft, status: { text, isUnsaved } });
    },
    [readText, send, session],
  );

  useEffect(() => {
    readText();
    // The editor reports an Undo before the text has the name of its earlier state again.
    const unsubscribe = session.subscribe(() => queueMicrotask(readText));
    return () => void unsubscribe();
  }, [session, readText]);

  useEffect(() => send({ type: 'serverHas', pair: latest, at: latestAt }), [latest, latestAt, send]);

  const meanwhile = meanwhileOf(edit.state);
  const { server } = edit.state;
  const loaded = meanwhile === 'load' && value.isReady ? server : null;
  useEffect(() => {
    if (loaded === null) return;
    // The text of after an Undo is not to be judged by the base of before.
    readText();
    const known = now();
    if (known.server === null || meanwhileOf(known) !== 'load') return;
    const { version, updated_by, value_text } = known.server;
    const text = `Version ${formatCount(version)} by ${updated_by} is shown now`;
    exchange(toBase(known.server), layOutJson(value_text), text, false);
  }, [loaded, readText, now, exchange]);

  useEffect(() => {
    if (status.text !== '') announce(status.text);
  }, [status]);

  const fetchPair = (key: string) => queryClient.fetchQuery({ ...kvQueries.pair(key), staleTime: 0 });
  const saveValue = useValueWrite({
    session,
    now: () => now().write,
    send,
    // Who changed it, and to what, is part of the answer.
    look: async ({ code }, { key }) => (code === 'VERSION_CONFLICT' ? await fetchPair(key) : undefined),
  });

  function save() {
    void saveValue({
      findObstacle() {
        readText();
        const { bases: known, write: sent } = now();
        return findSaveObstacle(session.getState(), known.base.version, sent.limitBytes);
      },
      toTarget: () => ({ key: pairKey, expectedVersion: now().bases.base.version }),
    });
  }

  function show(...[next, json, text, isUnsaved]: Parameters<typeof exchange>) {
    exchange(next, json, text, isUnsaved);
    session.focus();
  }

  return {
    base,
    state: value,
    /** What the server has now; null when no pair has the key any more. */
    theirs: server,
    status: status.isUnsaved === value.isDirty && status.version === base.version ? status.text : '',
    isSaving: write.sending !== null,
    refusal: write.refusal,
    limitBytes: write.limitBytes,
    meanwhile,
    isPast: bases.isPast,
    saveObstacle: write.sending ? 'Saving…' : findSaveObstacle(value, base.version, write.limitBytes),
    save,
    hideRefusal: () => send({ type: 'refusalHidden' }),
    fetchLatest: () => fetchPair(pairKey),

    /** Shows another text and says so; Undo brings back the draft and what it was based on. */
    show,

    discard() {
      session.revert();
      send({ type: 'discarded' });
      session.focus();
    },

    /** The draft stays, and the next save replaces `theirs`. */
    keepOnTopOf(theirs: OpenPair) {
      send({ type: 'keptOnTop', theirs });
      session.focus();
    },

    take(theirs: OpenPair) {
      const text = `Version ${formatCount(theirs.version)} is shown. Undo brings your text back.`;
      show(toBase(theirs), layOutJson(theirs.value_text), text, false);
    },

    /** The pair was deleted: the draft becomes a new one under the same key. */
    saveAsNew() {
      send({ type: 'becameNew' });
      save();
    },
  };
}

const toDraft = ({ isDirty, isChecking, check }: ValueState): Draft => ({
  isDirty,
  compact: isChecking ? undefined : check.compact,
});
