import { useEffect, useRef } from 'react';
import { areSingleKeysOn, isDialogOpen, isTaken } from './keyboard.ts';

/** By `event.key`; a handler that returns false did nothing, and the key keeps its usual meaning. */
export type PageKeys = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/**
 * Keys that work anywhere on the page, but not while somebody is typing or a dialog is open. `Mod+k` is Ctrl+K, or
 * Cmd+K on a Mac; those work in fields too.
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
