import { useRef, useState } from 'react';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { announce } from '#ui/shared/announce.ts';
import type { ValueSession } from '#ui/shared/editor/session/value-session.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { type Base, toBase } from '../../data/base.ts';

interface MergeOptions {
  base: Base;
  /** The newest version; null if no pair has the key any longer. */
  latest: OpenPair | null;
  session: ValueSession;
  /** Asks the server; null if no pair has the key any longer. */
  fetchLatest: () => Promise<OpenPair | null>;
  /** Puts a text and its base into the editor; `text` is the status to show. */
  show: (next: Base, json: string, text: string, isUnsaved: boolean) => void;
  save: () => void;
}

/** Merges the draft with a newer version: automatically without conflicts, otherwise in a dialog. */
export function useMerge({ base, latest, session, fetchLatest, show, save }: MergeOptions) {
  /** The draft that is being merged. */
  const [mine, setMine] = useState<string | null>(null);
  const isBusy = useRef(false);
  // Editing goes on without the dialog, so the draft would be out of date by the time the pair is restored.
  if (mine !== null && latest === null) setMine(null);

  /** The newest version, so that people never decide about an old one. */
  const fetchNewest = (known: OpenPair) => fetchLatest().catch(() => known);

  async function once(work: () => Promise<void>) {
    if (isBusy.current) return;
    isBusy.current = true;
    await work().finally(() => {
      isBusy.current = false;
    });
  }

  async function start(known: OpenPair) {
    const [{ mergeDraft, toShownText }, { describeMerged }, theirs] = await Promise.all([
      import('./merge-draft.ts'),
      import('./merge-words.ts'),
      fetchNewest(known),
    ]);
    // The page says by itself that the pair was deleted.
    if (theirs === null) return;
    const draft = session.getJson();
    const merge = mergeDraft(base.valueText, theirs.value_text, draft);
    if (merge.conflicts.length > 0) return setMine(draft);
    const what = describeMerged(merge, theirs.updated_by);
    finish(theirs, toShownText(merge.merged, draft), what === undefined ? '' : `: ${what}`);
  }

  function finish(theirs: OpenPair, text: string, what: string) {
    const version = formatCount(theirs.version);
    show(toBase(theirs), text, `Merged with version ${version}${what}. You can undo this.`, true);
  }

  return {
    mine,
    close: () => setMine(null),

    start: (known: OpenPair) =>
      void once(() => start(known)).catch(() =>
        announce('The merge could not be loaded. Check the connection, then try again.'),
      ),

    /** Asks about the draft as it is now. */
    ask: () => setMine(session.getJson()),

    /** Accepts the merged text, unless there is a newer version: then the dialog merges again. */
    accept: (merged: OpenPair, text: string, isToSave: boolean) =>
      void once(async () => {
        const newest = await fetchNewest(merged);
        if (newest !== null && (newest.id !== merged.id || newest.version !== merged.version)) return;
        setMine(null);
        if (newest === null) return;
        finish(merged, text, '');
        // Refused again if yet another version was saved since.
        if (isToSave && session.getState().isDirty) save();
      }),
  };
}
