import { announce } from '#ui/shared/announce.ts';
import type { ValueSession } from '#ui/shared/editor/session/value-session.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import type { OpenPair } from '../../data/kv.queries.ts';
import type { Draft } from '../drafts/draft-store.ts';
import { useKeptDraft, useLeftDrafts } from '../drafts/use-drafts.ts';
import type { usePairEdit } from './use-pair-edit.ts';

interface PairDraftOptions {
  pairKey: string;
  opened: OpenPair;
  edit: ReturnType<typeof usePairEdit>;
  session: ValueSession;
}

/** Keeps the draft of an open pair in this browser, and offers one that was left behind earlier. */
export function usePairDraft({ pairKey, opened, edit, session }: PairDraftOptions) {
  const { base, state, show } = edit;
  const pairId = base.id ?? opened.id;
  const kept = useKeptDraft({
    session,
    about: { pairId, key: pairKey, base },
    hasUnsaved: () => session.getState().isDirty,
  });
  const left = useLeftDrafts({ pairId: opened.id, key: pairKey, valueText: opened.value_text });

  return {
    /** Null until the editor can show it. */
    offered: state.isReady ? left.draft : null,

    restore(draft: Draft) {
      if (draft.base === null) return;
      const text = `Draft restored, based on version ${formatCount(draft.base.version)}. You can undo this.`;
      show(draft.base, draft.json, text, true);
      left.hide();
      void kept.keepNow({ replacedId: draft.id, about: { base: draft.base } });
    },

    discard(draft: Draft) {
      left.remove(draft);
      announce('Draft discarded.');
      session.focus();
    },

    forget: kept.forget,
  };
}
