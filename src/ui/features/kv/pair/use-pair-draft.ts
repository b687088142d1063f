import { useEffect, useRef } from 'react';
import { announce } from '#ui/shared/announce.ts';
import type { ValueSession } from '#ui/shared/editor/value-session.ts';
import { formatCount } from '#ui/shared/format.ts';
import type { CarriedDraft, Draft } from '../drafts/draft-store.ts';
import { useKeptDraft, useLeftDrafts } from '../drafts/use-drafts.ts';
import type { OpenPair } from '../kv.queries.ts';
import type { usePairEdit } from './use-pair-edit.ts';

interface PairDraftOptions {
  pairKey: string;
  opened: OpenPair;
  carried: CarriedDraft | null;
  onCarried: () => void;
  edit: ReturnType<typeof usePairEdit>;
  session: ValueSession;
}

/** Keeps what is typed into an open pair, and offers what was left behind earlier. */
export function usePairDraft({ pairKey, opened, carried, onCarried, edit, session }: PairDraftOptions) {
  const { base, state, show } = edit;
  const pairId = base.id ?? opened.id;
  const kept = useKeptDraft({
    session,
    about: { pairId, key: pairKey, base },
    hasUnsaved: () => session.getState().isDirty,
  });
  const left = useLeftDrafts({
    pairId: opened.id,
    key: pairKey,
    valueText: opened.value_text,
    exceptId: carried?.draftId,
  });

  const isTaken = useRef(false);
  useEffect(() => {
    if (carried === null || isTaken.current || !state.isReady) return;
    isTaken.current = true;
    show(carried.base, carried.json, 'Your text is here now. It is not saved yet.', true);
    void kept.keepNow(carried.draftId);
    onCarried();
  });

  return {
    /** Only once it can be put into the editor. */
    offered: state.isReady ? left.draft : null,

    restore(draft: Draft) {
      if (draft.base === null) return;
      const text = `Draft restored, based on version ${formatCount(draft.base.version)}. Undo takes it away again.`;
      show(draft.base, draft.json, text, true);
      left.hide();
      void kept.keepNow(draft.id);
    },

    discard(draft: Draft) {
      left.remove(draft);
      announce('Draft discarded.');
      session.focus();
    },

    /** The text in the editor, to be taken along to where its pair is now. */
    async carry(): Promise<CarriedDraft> {
      const draft = await kept.keepNow();
      return { draftId: draft?.id, pairId, base, json: session.getJson() };
    },

    forget: kept.forget,
  };
}
