import { useEffect, useRef } from 'react';
import { keyName } from './key-name.ts';
import { areSingleKeysOn, isDialogOpen, isTaken } from './keyboard.ts';

/** Handlers by `keyName`. One that returns false did nothing, and the key keeps its default action. */
export type PageKeys = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/** These work from within the editor too, which has longer shortcuts that begin with them. */
const EARLY = ['Mod+k'];

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
    function run(event: KeyboardEvent, isEarly: boolean) {
      const key = keyName(event);
      if (event.defaultPrevented || key === '' || event.altKey || isDialogOpen()) return;
      const isMod = event.ctrlKey || event.metaKey;
      const name = isMod ? `Mod+${key.toLowerCase()}` : key;
      if (isEarly !== EARLY.includes(name)) return;
      if (!isMod && isTaken(event.target)) return;
      if (!isMod && key.length === 1 && !areSingleKeysOn()) return;
      const handle = latest.current[name];
      if (!handle || handle(event) === false) return;
      event.preventDefault();
      if (isEarly) event.stopPropagation();
    }
    const onEarlyKeyDown = (event: KeyboardEvent) => run(event, true);
    const onKeyDown = (event: KeyboardEvent) => run(event, false);
    document.addEventListener('keydown', onEarlyKeyDown, true);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onEarlyKeyDown, true);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
