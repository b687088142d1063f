import type { RefObject } from 'react';
import { hasTypingTarget, holdTyping } from '#ui/shared/keys/typed-ahead.ts';
import { usePageKeys } from '#ui/shared/keys/use-page-keys.ts';
import type { PairTableHandle } from './list/table/PairTable.tsx';

interface KvKeysOptions {
  table: RefObject<PairTableHandle | null>;
  searchField: RefObject<HTMLInputElement | null>;
  isPairOpen: boolean;
  /** Shows the value of the open pair, should another tab cover it. */
  onShowValue: () => void;
  onNew: () => void;
  onClose: () => void;
}

/** Monaco's field, whichever of its two kinds of input the browser gives it. */
const EDITOR = '.monaco-editor [role=textbox], .monaco-editor textarea';
/** Where the editor is, or is going to be. */
const EDITOR_PLACE = '[data-value-editor]';
const LOADING = 'section [data-loading]';

/** The editor of the open pair, with the focus; null while it is not there, or not in sight. */
function focusEditor(): Element | null {
  const editor = document.querySelector<HTMLElement>(EDITOR);
  if (!editor || editor.getClientRects().length === 0 || !hasTypingTarget(editor)) return null;
  editor.focus();
  return document.activeElement === editor ? editor : null;
}

/** A value that cannot be loaded, or a key without a pair, has no editor. */
function isEditorComing(): boolean {
  const place = document.querySelector(EDITOR_PLACE);
  return place ? place.querySelector('[role=alert]') === null : document.querySelector(LOADING) !== null;
}

/** The keys of the page, wherever the focus is; keys in the rows are in use-row-focus.ts. */
export function useKvKeys({ table, searchField, isPairOpen, onShowValue, onNew, onClose }: KvKeysOptions): void {
  function search() {
    searchField.current?.focus();
    searchField.current?.select();
  }

  function toRows() {
    if (!table.current) return false;
    table.current.focusRow(table.current.activeIndex);
    return true;
  }

  usePageKeys({
    '/': search,
    'Mod+k': search,
    n: onNew,
    j: toRows,
    k: toRows,
    e: () => {
      if (!isPairOpen) return false;
      onShowValue();
      holdTyping({ findFocused: focusEditor, isComing: isEditorComing });
      return true;
    },
    Escape: () => {
      if (!isPairOpen) return false;
      onClose();
      return true;
    },
  });
}
