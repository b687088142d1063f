import { observeElementOffset, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { scaleScroll } from './list-window.ts';

interface VirtualRowsOptions {
  count: number;
  rowHeight: number;
  headHeight: number;
  scroller: RefObject<HTMLElement | null>;
}

/**
 * Which rows exist in the document, and where. More rows than a browser has pixels for are squeezed: then a
 * scrolled pixel stands for more than one, while rows keep their height.
 */
export function useVirtualRows({ count, rowHeight, headHeight, scroller }: VirtualRowsOptions) {
  const ratio = useRef(1);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (offset, isScrolling) => report(offset * ratio.current, isScrolling)),
    // All scrolling is below, in rows; the virtualizer itself knows nothing of the squeeze.
    scrollToFn: () => undefined,
  });

  const viewportHeight = Math.max((virtualizer.scrollRect?.height ?? 0) - headHeight, 0);
  const scale = scaleScroll(count * rowHeight, viewportHeight);
  useLayoutEffect(() => {
    ratio.current = scale.ratio;
  }, [scale.ratio]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is what it is measured again for.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  /** Moves the view so that it starts at this pixel of all rows. */
  function scrollTo(top: number) {
    scroller.current?.scrollTo({ top: top / ratio.current });
  }

  const items = virtualizer.getVirtualItems();
  const offset = virtualizer.scrollOffset ?? 0;
  const start = items[0]?.start ?? 0;
  return {
    indexes: items.map(({ index }) => index),
    /** Where the first of them is, in pixels of the element that scrolls. */
    top: scale.ratio === 1 ? start : start - offset + offset / scale.ratio,
    height: scale.height,
    firstVisible: Math.min(Math.floor(offset / rowHeight), Math.max(count - 1, 0)),
    rowsPerScreen: Math.max(1, Math.floor(viewportHeight / rowHeight)),
    /** Scrolls no more than needed; a row that is far away comes to the middle. */
    scrollToRow: (index: number) => {
      const current = (scroller.current?.scrollTop ?? 0) * ratio.current;
      // Measured here: when a pair is opened by its address, this comes before the virtualizer has looked.
      const height = Math.max((scroller.current?.clientHeight ?? 0) - headHeight, rowHeight);
      const least = (index + 1) * rowHeight - height;
      const most = index * rowHeight;
      if (current >= least && current <= most) return;
      const isFar = Math.abs(current - most) > 2 * height;
      scrollTo(isFar ? (least + most) / 2 : current < least ? least : most);
    },
    scrollToTop: () => scrollTo(0),
    /** Moves the view by whole rows, so that rows which moved stay where they were. */
    shiftRows: (rows: number) => scrollTo(offset + rows * rowHeight),
    isAtTop: offset < 1,
  };
}
