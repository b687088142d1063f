import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { announce } from '#ui/shared/announce.ts';
import type { ValueSession } from '#ui/shared/editor/session/value-session.ts';
import { useSignal } from '#ui/shared/signal.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { showToast } from '#ui/shared/toast.ts';
import { DiscardedToast } from '../drafts/DiscardedToast.tsx';
import type { Draft } from '../drafts/draft-store.ts';
import { useKeptDraft, useLeftDrafts } from '../drafts/use-drafts.ts';
import { wantedDraft } from '../drafts/wanted-draft.ts';
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
  const navigate = useNavigate();
  const pairId = base.id ?? opened.id;
  const kept = useKeptDraft({
    session,
    about: { pairId, key: pairKey, base },
    hasUnsaved: () => session.getState().isDirty,
  });
  const left = useLeftDrafts({ pairId: opened.id, key: pairKey, valueText: opened.value_text });

  function comeBack(draftId: string) {
    wantedDraft.set(draftId);
    void navigate({ to: '/team/kv/$key', params: { key: pairKey }, search: (now) => now });
  }

  const offered = state.isReady ? left.draft : null;

  function restore(draft: Draft) {
    if (draft.base === null) return;
    const text = `Draft restored, based on version ${formatCount(draft.base.version)}. You can undo this.`;
    show(draft.base, draft.json, text, true);
    left.hide();
    void kept.keepNow({ replacedId: draft.id, about: { base: draft.base } });
  }

  const wanted = useSignal(wantedDraft);
  const restoreWanted = useEffectEvent(() => {
    if (offered === null || offered.id !== wanted) return;
    wantedDraft.set(null);
    restore(offered);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: these say when, not with what.
  useEffect(() => restoreWanted(), [offered, wanted]);

  return {
    /** Null until the editor can show it. */
    offered: offered?.id === wanted ? null : offered,

    restore,

    discard(draft: Draft) {
      left.remove(draft);
      announce('Draft discarded.');
      session.focus();
    },

    /** Resolves to whether the text is stored; if not, the person is told. */
    async keep(): Promise<boolean> {
      const isKept = await kept.keepNow();
      announce(isKept ? 'Kept as a draft.' : 'The draft could not be stored in this browser.');
      return isKept;
    },

    /** For leaving without saving. */
    async giveUp(): Promise<void> {
      const id = kept.getId();
      const isKept = await kept.handOver();
      if (isKept && id !== undefined) showToast(<DiscardedToast draftId={id} onUndo={() => comeBack(id)} />);
    },
  };
}
