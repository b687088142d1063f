import { readStored, writeStored } from './stored.ts';

const STORAGE_KEY = 'kv-single-key-shortcuts';

/** Whether keys that are pressed here belong to a field, an editor, a menu or a dialog and not to the page. */
export function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(
      'input, textarea, select, [role=textbox], [role=dialog], [role=menu], [role=listbox], [role=application], .monaco-editor',
    ) !== null
  );
}

/** Whether a dialog is open, wherever the focus is. */
export const isDialogOpen = () =>
  // Only what covers the page: the editor's find box calls itself a dialog too.
  document.querySelector('[role=dialog][aria-modal=true], [role=alertdialog]') !== null;

/** Whether keys without Ctrl or Cmd do anything; people who speak to their computer turn them off. */
export const areSingleKeysOn = (): boolean => readStored(STORAGE_KEY) !== 'off';

export const setSingleKeys = (isOn: boolean): void => writeStored(STORAGE_KEY, isOn ? 'on' : 'off');
