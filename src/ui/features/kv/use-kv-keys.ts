import type { RefObject } from 'react';
import { usePageKeys } from '#ui/shared/use-page-keys.ts';
import type { PairTableHandle } from './list/table/PairTable.tsx';

interface KvKeysOptions {
  table: RefObject<PairTableHandle | null>;
  searchField: RefObject<HTMLInputElement | null>;
  isPairOpen: boolean;
  onNew: () => void;
  onClose: () => void;
}

/** Monaco's field, whichever of its two kinds of input the browser gives it. */
const EDITOR = '.monaco-editor [role=textbox], .monaco-editor textarea';

/** The keys of the page, wherever the focus is; keys in the rows are in use-row-focus.ts. */
export function useKvKeys({ table, searchField, isPairOpen, onNew, onClose }: KvKeysOptions): void {
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
      const editor = isPairOpen ? document.querySelector<HTMLElement>(EDITOR) : null;
      // Behind another tab it takes no focus; the pair brings it back first.
      if (!editor || editor.getClientRects().length === 0) return false;
      editor.focus();
      return true;
    },
    Escape: () => {
      if (!isPairOpen) return false;
      onClose();
      return true;
    },
  });
}
