import { readStored, writeStored } from '#ui/shared/stored.ts';

const STORAGE_KEY = 'kv-single-key-shortcuts';

/** Whether keys pressed here belong to a field, an editor, a menu or a dialog instead of the page. */
export function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(
      'input, textarea, select, [role=textbox], [role=dialog], [role=menu], [role=listbox], [role=application], .monaco-editor',
    ) !== null
  );
}

/** Whether a dialog is open, even without the focus. */
export const isDialogOpen = () =>
  // Only a modal one: the editor's find box has the role dialog too.
  document.querySelector('[role=dialog][aria-modal=true], [role=alertdialog]') !== null;

/** Whether shortcuts without Ctrl or Cmd are on. They get in the way of speech input, so people can turn them off. */
export const areSingleKeysOn = (): boolean => readStored(STORAGE_KEY) !== 'off';

export const setSingleKeys = (isOn: boolean): void => writeStored(STORAGE_KEY, isOn ? 'on' : 'off');
