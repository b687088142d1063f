import { useRef } from 'react';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { loadOnce } from '#ui/shared/load/load-once.ts';
import type { Base } from '../../../data/base.ts';
import type { SaveMerge } from '../../merge/merge-for-save.ts';

/** One press of Save, with the merges and saves that followed from it. */
export interface SaveRound {
  /** The version that the draft was based on when Save was pressed. */
  readonly base: Base;
  /** The newest version that was merged; null before the first merge. */
  readonly took: OpenPair | null;
  readonly count: number;
  /** Why the person saves. */
  readonly note: string | undefined;
}

/** A program that saves all the time could otherwise keep the page busy for ever. */
const MOST_MERGES = 5;

const loadTools = loadOnce(async () => {
  const [{ mergeForSave }, { showSavedTogether }] = await Promise.all([
    import('../../merge/merge-for-save.ts'),
    import('../../merge/SavedTogetherToast.tsx'),
  ]);
  return { mergeForSave, showSavedTogether };
});

/** Merges a draft with what someone else saved first; its code is loaded only then. */
export function useMergingSave() {
  const tools = useRef<Awaited<ReturnType<typeof loadTools>>>(undefined);
  return {
    begin: (base: Base, note?: string): SaveRound => ({ base, took: null, count: 0, note }),

    /** Without it the refusal is shown, and the person merges. */
    async load() {
      tools.current = await loadTools().catch(() => {
        loadTools.forgetFailure();
        return undefined;
      });
    },

    /** Undefined if the person has to be asked what to do. */
    merge: ({ count }: SaveRound, base: Base, theirs: OpenPair, mine: string): SaveMerge | undefined =>
      count < MOST_MERGES ? tools.current?.mergeForSave(base.valueText, theirs.value_text, mine) : undefined,

    report({ base, took }: SaveRound, saved: OpenPair) {
      if (took !== null) tools.current?.showSavedTogether(base, took, saved);
    },
  };
}
