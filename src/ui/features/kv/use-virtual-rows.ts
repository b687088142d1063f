import { elementScroll, observeElementOffset, useVirtualizer } from '@tanstack/react-virtual';
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
    // The head covers the first pixels; rows start behind it.
    scrollPaddingEnd: headHeight,
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (offset, isScrolling) => report(offset * ratio.current, isScrolling)),
    scrollToFn: (offset, options, instance) => elementScroll(offset / ratio.current, options, instance),
  });

  const viewportHeight = Math.max((virtualizer.scrollRect?.height ?? 0) - headHeight, 0);
  const scale = scaleScroll(count * rowHeight, viewportHeight);
  useLayoutEffect(() => {
    ratio.current = scale.ratio;
  }, [scale.ratio]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is what it is measured again for.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

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
    /** Scrolls no more than needed. */
    scrollToRow: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    scrollToTop: () => virtualizer.scrollToOffset(0),
    /** Moves the view by whole rows, so that rows which moved stay where they were. */
    shiftRows: (rows: number) => virtualizer.scrollToOffset(Math.max(0, offset + rows * rowHeight)),
    isAtTop: offset < 1,
  };
}
