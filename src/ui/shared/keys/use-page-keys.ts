import { useEffect, useRef } from 'react';
import { areSingleKeysOn, isDialogOpen, isTaken } from './keyboard.ts';

/** Handlers by `event.key`. One that returns false did nothing, and the key keeps its default action. */
export type PageKeys = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/**
 * Shortcuts for the whole page, except while a field or the editor has the focus or a dialog is open. `Mod+k` is
 * Ctrl+K, or Cmd+K on a Mac, and works in fields too.
 */
export function usePageKeys(keys: PageKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.altKey || isDialogOpen()) return;
      const isMod = event.ctrlKey || event.metaKey;
      const name = isMod ? `Mod+${event.key.toLowerCase()}` : event.key;
      if (!isMod && isTaken(event.target)) return;
      if (!isMod && event.key.length === 1 && !areSingleKeysOn()) return;
      const handle = latest.current[name];
      if (handle && handle(event) !== false) event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
