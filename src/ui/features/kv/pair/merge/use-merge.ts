import { useRef, useState } from 'react';
import { announce } from '#ui/shared/announce.ts';
import type { ValueSession } from '#ui/shared/editor/value-session.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { type Base, toBase } from '../../data/base.ts';
import type { OpenPair } from '../../data/kv.queries.ts';

interface MergeOptions {
  base: Base;
  /** What the server has now; null when no pair has the key any more. */
  latest: OpenPair | null;
  session: ValueSession;
  /** Asks the server; null when no pair has the key any more. */
  fetchLatest: () => Promise<OpenPair | null>;
  /** Puts a text and its base into the editor, and says what happened. */
  show: (next: Base, json: string, text: string, isUnsaved: boolean) => void;
}

/** Brings the draft and a newer version together: by itself where it can, else by asking. */
export function useMerge({ base, latest, session, fetchLatest, show }: MergeOptions) {
  /** The draft that is being merged. */
  const [mine, setMine] = useState<string | null>(null);
  const isBusy = useRef(false);
  // The draft goes on without it, and is another one by the time that the pair comes back.
  if (mine !== null && latest === null) setMine(null);

  /** What is newest now, so that nobody decides about a version that is old already. */
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
    // Deleted: the page says so by itself.
    if (theirs === null) return;
    const draft = session.getJson();
    const merge = mergeDraft(base.valueText, theirs.value_text, draft);
    if (merge.conflicts.length > 0) return setMine(draft);
    const what = describeMerged(merge, theirs.updated_by);
    finish(theirs, toShownText(merge.merged, draft), what === undefined ? '' : `: ${what}`);
  }

  function finish(theirs: OpenPair, text: string, what: string) {
    const version = formatCount(theirs.version);
    show(toBase(theirs), text, `Merged with version ${version}${what}. Undo takes it apart again.`, true);
  }

  return {
    mine,
    close: () => setMine(null),

    start: (known: OpenPair) =>
      void once(() => start(known)).catch(() => announce('The merge could not be loaded. Nothing was changed.')),

    /** Takes the merged text, unless there is a newer version: then the screen has to come back with that one. */
    accept: (merged: OpenPair, text: string) =>
      void once(async () => {
        const newest = await fetchNewest(merged);
        if (newest !== null && (newest.id !== merged.id || newest.version !== merged.version)) return;
        setMine(null);
        if (newest !== null) finish(merged, text, '');
      }),
  };
}
