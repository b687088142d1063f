import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { PairRows } from './use-pair-rows.ts';
import type { useVirtualRows } from './use-virtual-rows.ts';

interface RowAnchorOptions {
  rows: PairRows;
  view: ReturnType<typeof useVirtualRows>;
  /** The row that must not move: the focused one, else the first on the screen. */
  anchorIndex: number;
  isHeld: () => boolean;
  scroller: RefObject<HTMLElement | null>;
}

/** When pairs come or go above what a person looks at, the view moves along: rows do not jump. */
export function useRowAnchor({ rows, view, anchorIndex, isHeld, scroller }: RowAnchorOptions): void {
  const { shown } = rows;
  const anchor = useRef<{ of: typeof shown; id: string; index: number } | null>(null);

  useLayoutEffect(() => {
    const former = anchor.current;
    if (former && former.of === shown && rows.at(former.index)?.id !== former.id) {
      const index = rows.indexOf((pair) => pair.id === former.id);
      // At the very top, with nobody pointing at a row, what is new may show itself.
      const isWatched = !view.isAtTop || isHeld() || scroller.current?.matches(':hover');
      if (index >= 0 && isWatched) view.shiftRows(index - former.index);
    }
    const id = rows.at(anchorIndex)?.id;
    anchor.current = id === undefined ? null : { of: shown, id, index: anchorIndex };
  });
}
