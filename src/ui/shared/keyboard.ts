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
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}

export function setSingleKeys(isOn: boolean): void {
  try {
    localStorage.setItem(STORAGE_KEY, isOn ? 'on' : 'off');
  } catch {
    // Storage is blocked: they stay as they are.
  }
}
