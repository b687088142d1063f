import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { formatJson } from '#json/format.ts';
import { announce } from '#ui/shared/announce.ts';
import { useValueState } from '#ui/shared/editor/session/use-value-state.ts';
import type { ValueSession, ValueState } from '#ui/shared/editor/session/value-session.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { useReducerNow } from '#ui/shared/use-reducer-now.ts';
import { type Base, toBase } from '../../data/base.ts';
import type { PairWrite } from '../../data/kv.mutations.ts';
import { kvQueries } from '../../data/kv.queries.ts';
import { findSaveObstacle } from './save/save-obstacle.ts';
import { useBlockedSave } from './save/use-blocked-save.ts';
import { type SaveRound, useMergingSave } from './save/use-merging-save.ts';
import { useValueWrite } from './save/use-value-write.ts';
import { type Draft, type EditEvent, reduceEdit, serverChangeOf, startEdit } from './state/edit-state.ts';

interface PairEditOptions {
  pairKey: string;
  /** The version that the session was opened with. */
  opened: OpenPair;
  /** The newest version; null if no pair has the key any longer. */
  latest: OpenPair | null;
  /** When `latest` was read, in ms. */
  latestAt: number;
  session: ValueSession;
}

/** Edits an open pair: feeds events to `reduceEdit` and carries out its decisions. */
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
    // The editor reports an Undo before `getTextState` returns the earlier state.
    const unsubscribe = session.subscribe(() => queueMicrotask(readText));
    return () => void unsubscribe();
  }, [session, readText]);

  useEffect(() => send({ type: 'serverHas', pair: latest, at: latestAt }), [latest, latestAt, send]);

  const serverChange = serverChangeOf(edit.state);
  const { server } = edit.state;
  const loaded = serverChange === 'load' && value.isReady ? server : null;
  useEffect(() => {
    if (loaded === null) return;
    // A text after an Undo must not be compared with the base from before it.
    readText();
    const known = now();
    if (known.server === null || serverChangeOf(known) !== 'load') return;
    const { version, updated_by, value_text } = known.server;
    const text = `Now showing version ${formatCount(version)} by ${updated_by}`;
    exchange(toBase(known.server), formatJson(value_text), text, false);
  }, [loaded, readText, now, exchange]);

  useEffect(() => {
    if (status.text !== '') announce(status.text);
  }, [status]);

  const fetchPair = (key: string) => queryClient.fetchQuery({ ...kvQueries.pair(key), staleTime: 0 });
  const { blocked, block } = useBlockedSave(session);
  const merging = useMergingSave();
  const saveValue = useValueWrite({
    session,
    now: () => now().write,
    send,
    onBlocked: block,
    // The refusal shows who saved first, and what.
    look: async ({ code }, { key }) =>
      code === 'VERSION_CONFLICT' ? (await Promise.all([fetchPair(key), merging.load()]))[0] : undefined,
  });

  /** `round` is set when the save follows a merge with what was saved first. */
  function save(onConflict: () => void, round = merging.begin(now().bases.base)) {
    void saveValue({
      onSaved: (saved) => merging.report(round, saved),
      onRefused: ({ code }, sent) => code === 'VERSION_CONFLICT' && mergeAndSave(onConflict, round, sent),
      findObstacle() {
        readText();
        const { bases: known, write: sent } = now();
        return findSaveObstacle(session.getState(), known.base.version, sent.limitBytes);
      },
      toTarget: () => ({ key: pairKey, expectedVersion: now().bases.base.version, note: round.note }),
    });
  }

  /** Someone else saved first: what they changed elsewhere is taken in, and the merged text saved over exactly that. */
  function mergeAndSave(onConflict: () => void, round: SaveRound, sent: PairWrite) {
    readText();
    const { bases: known, draft, server: theirs } = now();
    // After an Undo of the merge, or with other text than was to be saved, only the person can decide.
    const isAsked = !known.isPast && draft.compact === sent.valueText && sent.expectedVersion === known.base.version;
    if (!isAsked || theirs === null || theirs.id !== known.base.id || serverChangeOf(now()) !== 'changed') return;
    const merge = merging.merge(round, known.base, theirs, session.getJson());
    if (merge === undefined) return;
    if (merge.kind === 'conflict') return onConflict();
    const isContained = merge.kind === 'contained';
    const text = `Version ${formatCount(theirs.version)} by ${theirs.updated_by} already has your changes`;
    exchange(toBase(theirs), merge.text, isContained ? text : '', !isContained);
    if (!isContained) save(onConflict, { ...round, took: theirs, count: round.count + 1 });
  }

  function show(...[next, json, text, isUnsaved]: Parameters<typeof exchange>) {
    exchange(next, json, text, isUnsaved);
    session.focus();
  }

  return {
    base,
    state: value,
    /** The newest version; null if no pair has the key any longer. */
    theirs: server,
    status: status.isUnsaved === value.isDirty && status.version === base.version ? status.text : '',
    isSaving: write.sending !== null,
    refusal: write.refusal,
    limitBytes: write.limitBytes,
    serverChange,
    isPast: bases.isPast,
    blocked,
    saveObstacle: write.sending ? 'Saving…' : findSaveObstacle(value, base.version, write.limitBytes),
    /** `onConflict` is called when both changed the same part, so that only the person can decide. */
    save: (onConflict: () => void, note?: string) => save(onConflict, merging.begin(now().bases.base, note)),
    hideRefusal: () => send({ type: 'refusalHidden' }),
    fetchLatest: () => fetchPair(pairKey),

    /** Shows another text with a status; Undo restores the draft and its base. */
    show,

    discard() {
      session.revert();
      send({ type: 'discarded' });
      session.focus();
    },

    /** The draft stays; the next save replaces `theirs`. */
    keepOnTopOf(theirs: OpenPair) {
      send({ type: 'keptOnTop', theirs });
      session.focus();
    },

    take(theirs: OpenPair) {
      const text = `Now showing version ${formatCount(theirs.version)}. Undo restores your text.`;
      show(toBase(theirs), formatJson(theirs.value_text), text, false);
    },

    /** The pair was deleted: the draft becomes a new pair with the same key. */
    saveAsNew(onConflict: () => void) {
      send({ type: 'becameNew' });
      save(onConflict);
    },
  };
}

const toDraft = ({ isDirty, isChecking, check }: ValueState): Draft => ({
  isDirty,
  compact: isChecking ? undefined : check.compact,
});
