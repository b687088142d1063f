import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { PairRows } from '../use-pair-rows.ts';
import type { useVirtualRows } from './use-virtual-rows.ts';

interface RowAnchorOptions {
  rows: PairRows;
  view: ReturnType<typeof useVirtualRows>;
  /** The row with the focus, as long as `isHeld` returns true. */
  activeIndex: number;
  isHeld: () => boolean;
  scroller: RefObject<HTMLElement | null>;
}

/** The rows at the previous render. */
interface Former {
  readonly of: PairRows['shown'];
  /** By id of the pair. */
  readonly indexes: ReadonlyMap<string, number>;
  readonly activeId: string | undefined;
  readonly firstId: string | undefined;
}

/**
 * Keeps rows from jumping when pairs are added or removed above the row that a person is looking at: the one with the
 * focus, or else under the pointer, or else the first on the screen.
 */
export function useRowAnchor({ rows, view, activeIndex, isHeld, scroller }: RowAnchorOptions): void {
  const { shown } = rows;
  const former = useRef<Former | null>(null);

  useLayoutEffect(() => {
    const idAt = (index: number) => rows.at(index)?.id;
    const before = former.current;
    if (before?.of === shown) {
      const pointed = scroller.current?.querySelector<HTMLElement>('[data-index]:hover')?.dataset.index;
      const watched = isHeld() ? before.activeId : pointed && idAt(Number(pointed));
      // At the very top, without a focused or pointed row, new rows may push the others down.
      const id = watched ?? (view.isAtTop && !scroller.current?.matches(':hover') ? undefined : before.firstId);
      const from = id === undefined ? undefined : before.indexes.get(id);
      const to = from === undefined || idAt(from) === id ? from : rows.indexOf((pair) => pair.id === id);
      if (from !== undefined && to !== undefined && to >= 0 && to !== from) view.shiftRows(to - from);
    }
    const ids = [...new Set([...view.indexes, activeIndex])].flatMap((index) => {
      const id = idAt(index);
      return id === undefined ? [] : [[id, index] as const];
    });
    former.current = {
      of: shown,
      indexes: new Map(ids),
      activeId: idAt(activeIndex),
      firstId: idAt(view.firstVisible),
    };
  });
}
