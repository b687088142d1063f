import type { RefObject } from 'react';
import { focusEditorIn } from '#ui/shared/editor/focus-editor.ts';
import { holdTyping } from '#ui/shared/keys/typed-ahead.ts';
import { usePageKeys } from '#ui/shared/keys/use-page-keys.ts';
import type { PairActions } from './actions/pair-actions-context.ts';
import type { PairTableHandle } from './list/table/PairTable.tsx';
import type { PairRows } from './list/use-pair-rows.ts';

interface KvKeysOptions {
  table: RefObject<PairTableHandle | null>;
  rows: PairRows;
  searchField: RefObject<HTMLInputElement | null>;
  /** The key of the open pair. */
  openKey: string | null;
  actions: PairActions;
  /** Shows the value of the open pair if another tab covers it. */
  onShowValue: () => void;
  onNew: () => void;
  onClose: () => void;
}

/** The place of the open pair, which can have the focus itself. */
const PANE = '[data-side-pane]';
/** The place of the editor, before and after it is loaded. */
const EDITOR_PLACE = '[data-value-editor]';
const LOADING = 'section [data-loading]';

/** There is no editor for a value that cannot be loaded or a key without a pair. */
function isEditorComing(): boolean {
  const place = document.querySelector(EDITOR_PLACE);
  return place ? place.querySelector('[role=alert]') === null : document.querySelector(LOADING) !== null;
}

function focusPane(): void {
  document.querySelector<HTMLElement>(PANE)?.focus();
}

/** Keyboard shortcuts of the page, wherever the focus is. Those of rows are in use-row-focus.ts. */
export function useKvKeys(options: KvKeysOptions): void {
  const { table, rows, searchField, openKey, actions, onShowValue, onNew, onClose } = options;

  function search() {
    searchField.current?.focus();
    searchField.current?.select();
  }

  /** Opens the next pair if one is open; otherwise the focus goes to the rows. */
  function toNext(step: 1 | -1) {
    if (!table.current) return false;
    const { activeIndex, focusRow } = table.current;
    const open = openKey === null ? -1 : rows.indexOf(({ key }) => key === openKey);
    const index = open < 0 ? activeIndex : open + step;
    const next = rows.at(index);
    const isInPane = document.activeElement?.closest(PANE) !== null;
    if (openKey === null || !isInPane) focusRow(index);
    // Whatever has the focus in the pane goes with its pair.
    else focusPane();
    if (openKey !== null && next && next.key !== openKey) actions.open(next.key);
    return true;
  }

  usePageKeys({
    '/': search,
    'Mod+k': search,
    n: onNew,
    j: () => toNext(1),
    k: () => toNext(-1),
    e: () => {
      if (openKey === null) return false;
      onShowValue();
      holdTyping({ findFocused: () => focusEditorIn(document), isComing: isEditorComing });
      return true;
    },
    Escape: () => {
      if (openKey === null) return false;
      onClose();
      return true;
    },
  });
}
