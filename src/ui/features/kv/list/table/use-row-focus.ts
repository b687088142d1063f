import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { keyName } from '#ui/shared/keys/key-name.ts';
import { areSingleKeysOn } from '#ui/shared/keys/keyboard.ts';

interface RowFocusOptions {
  count: number;
  /** The rows in the document. */
  indexes: readonly number[];
  firstVisible: number;
  rowsPerScreen: number;
  idAt: (index: number) => string | undefined;
  indexOfId: (id: string) => number;
  scrollToRow: (index: number) => void;
  scroller: RefObject<HTMLElement | null>;
  /** A pair is shown beside the rows. */
  isPairOpen: boolean;
}

/** Keeps one row in the tab order. Arrow keys move it; it follows its pair when rows above are added or removed. */
export function useRowFocus(options: RowFocusOptions) {
  const { count, indexes, firstVisible, rowsPerScreen, idAt, indexOfId, scrollToRow, scroller, isPairOpen } = options;
  const [active, setActive] = useState<{ index: number; id: string | undefined }>({ index: 0, id: undefined });
  /** A row that gets the focus once it is in the document. */
  const pending = useRef<number | null>(null);
  const hasFocus = useRef(false);

  const found = active.id === undefined ? -1 : indexOfId(active.id);
  const activeIndex = Math.min(found >= 0 ? found : active.index, Math.max(count - 1, 0));

  useLayoutEffect(() => {
    const isLost = hasFocus.current && document.activeElement === document.body;
    if (pending.current !== null) {
      const link = scroller.current?.querySelector<HTMLElement>(`[data-index="${pending.current}"] a`);
      if (link) {
        pending.current = null;
        link.focus({ preventScroll: true });
        return;
      }
    }
    // The row has gone: the one in its place is next.
    const next = isLost && scroller.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"] a`);
    if (next) {
      next.focus({ preventScroll: true });
      return;
    }
    // The row was scrolled out of the document, or is not in it yet: keys continue from the table itself.
    if (isLost || (pending.current !== null && !scroller.current?.contains(document.activeElement))) {
      scroller.current?.focus({ preventScroll: true });
    }
  });

  // The last row has gone, and with it the table.
  useEffect(
    () => () => {
      if (!hasFocus.current) return;
      setTimeout(() => {
        if (document.activeElement === document.body) document.getElementById('new-pair')?.focus();
      });
    },
    [],
  );

  function focusRow(index: number) {
    if (count === 0) return;
    const next = Math.min(Math.max(index, 0), count - 1);
    pending.current = next;
    setActive({ index: next, id: idAt(next) });
    scrollToRow(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const key = keyName(event);
    const isLetter = key === 'j' || key === 'k';
    // With an open pair they open the next one: see use-kv-keys.ts.
    if (isLetter && (isPairOpen || !areSingleKeysOn())) return;
    const from = pending.current ?? activeIndex;
    const next = {
      ArrowDown: from + 1,
      j: from + 1,
      ArrowUp: from - 1,
      k: from - 1,
      Home: 0,
      End: count - 1,
      PageDown: from + rowsPerScreen,
      PageUp: from - rowsPerScreen,
    }[key];
    if (next === undefined) return;
    event.preventDefault();
    focusRow(next);
  }

  function onFocus(event: FocusEvent) {
    hasFocus.current = true;
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    if (!row) return;
    const index = Number(row.dataset.index);
    if (index !== activeIndex || active.id === undefined) setActive({ index, id: idAt(index) });
  }

  function onBlur(event: FocusEvent) {
    // Without a next element, the row may just have left the document; see above.
    if (event.relatedTarget !== null) hasFocus.current = scroller.current?.contains(event.relatedTarget) ?? false;
    else hasFocus.current = !(event.target as HTMLElement).isConnected;
  }

  return {
    activeIndex,
    /** The row in the tab order. */
    tabbableIndex: indexes.includes(activeIndex) ? activeIndex : firstVisible,
    hasFocus: () => hasFocus.current,
    focusRow,
    handlers: { onKeyDown, onFocus, onBlur },
  };
}
