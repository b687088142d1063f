import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ValueSession } from '#ui/shared/editor/session/value-session.ts';
import { isTaken } from '#ui/shared/keys/keyboard.ts';
import { usePageKeys } from '#ui/shared/keys/use-page-keys.ts';
import type { PairTab } from '../pair-tab.ts';

interface ValueTabOptions {
  tab: PairTab;
  session: ValueSession;
  onTabChange: (tab: PairTab) => void;
  onSave: () => void;
  /** Saves with a note. */
  onNote: () => void;
}

/** Returns a function that shows the tab of the value, for actions whose result appears in the editor. */
export function useValueTab({ tab, session, onTabChange, onSave, onNote }: ValueTabOptions): () => void {
  const isFocusWanted = useRef(false);
  const { isReady } = useSyncExternalStore(session.subscribe, session.getState);

  // An editor that is hidden or still loading cannot have the focus.
  useEffect(() => {
    if (tab !== 'value' || !isReady || !isFocusWanted.current) return;
    isFocusWanted.current = false;
    // By the time the editor is loaded, the person may be typing elsewhere.
    if (!isTaken(document.activeElement)) session.focus();
  }, [tab, isReady, session]);

  function showValue() {
    if (tab === 'value') return;
    isFocusWanted.current = true;
    onTabChange('value');
  }

  usePageKeys({
    'Mod+s': ({ shiftKey }) => {
      // The outcome appears beside the text.
      showValue();
      if (shiftKey) onNote();
      else onSave();
    },
  });
  return showValue;
}
