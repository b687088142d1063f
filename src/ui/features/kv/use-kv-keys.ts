import type { RefObject } from 'react';
import { hasTypingTarget, holdTyping } from '#ui/shared/keys/typed-ahead.ts';
import { usePageKeys } from '#ui/shared/keys/use-page-keys.ts';
import type { PairTableHandle } from './list/table/PairTable.tsx';

interface KvKeysOptions {
  table: RefObject<PairTableHandle | null>;
  searchField: RefObject<HTMLInputElement | null>;
  isPairOpen: boolean;
  /** Shows the value of the open pair if another tab covers it. */
  onShowValue: () => void;
  onNew: () => void;
  onClose: () => void;
}

/** The input field of Monaco; there are two kinds, depending on the browser. */
const EDITOR = '.monaco-editor [role=textbox], .monaco-editor textarea';
/** The place of the editor, before and after it is loaded. */
const EDITOR_PLACE = '[data-value-editor]';
const LOADING = 'section [data-loading]';

/** Focuses the editor of the open pair; null while it is not loaded or not visible. */
function focusEditor(): Element | null {
  const editor = document.querySelector<HTMLElement>(EDITOR);
  if (!editor || editor.getClientRects().length === 0 || !hasTypingTarget(editor)) return null;
  editor.focus();
  return document.activeElement === editor ? editor : null;
}

/** There is no editor for a value that cannot be loaded or a key without a pair. */
function isEditorComing(): boolean {
  const place = document.querySelector(EDITOR_PLACE);
  return place ? place.querySelector('[role=alert]') === null : document.querySelector(LOADING) !== null;
}

/** Keyboard shortcuts of the page, wherever the focus is. Those of rows are in use-row-focus.ts. */
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
