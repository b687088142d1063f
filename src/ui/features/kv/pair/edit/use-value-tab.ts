import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ValueSession } from '#ui/shared/editor/value-session.ts';
import { isTaken } from '#ui/shared/keys/keyboard.ts';
import { usePageKeys } from '#ui/shared/keys/use-page-keys.ts';
import type { PairTab } from '../pair-tab.ts';

interface ValueTabOptions {
  tab: PairTab;
  session: ValueSession;
  onTabChange: (tab: PairTab) => void;
  onSave: () => void;
}

/** Brings the value back from behind another tab, for what happens in its editor. Returns a function that does so. */
export function useValueTab({ tab, session, onTabChange, onSave }: ValueTabOptions): () => void {
  const isFocusWanted = useRef(false);
  const { isReady } = useSyncExternalStore(session.subscribe, session.getState);

  // What is hidden, or is still being loaded, cannot have the focus.
  useEffect(() => {
    if (tab !== 'value' || !isReady || !isFocusWanted.current) return;
    isFocusWanted.current = false;
    // By the time the editor has come somebody may be typing elsewhere.
    if (!isTaken(document.activeElement)) session.focus();
  }, [tab, isReady, session]);

  function showValue() {
    if (tab === 'value') return;
    isFocusWanted.current = true;
    onTabChange('value');
  }

  usePageKeys({
    'Mod+s': () => {
      // What comes of it is told beside the text.
      showValue();
      onSave();
    },
  });
  return showValue;
}
