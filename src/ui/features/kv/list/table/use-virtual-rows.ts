import { observeElementOffset, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { scaleScroll } from '../list-window.ts';

interface VirtualRowsOptions {
  count: number;
  rowHeight: number;
  headHeight: number;
  scroller: RefObject<HTMLElement | null>;
}

/** Space around the rows, in pixels; with few rows it is needed to keep one of them in place. */
interface Slack {
  readonly above: number;
  readonly below: number;
}

const NO_SLACK: Slack = { above: 0, below: 0 };

/**
 * Decides which rows are in the document, and where. If all rows together are taller than a browser allows, each
 * scrolled pixel stands for several, while rows keep their height.
 */
export function useVirtualRows({ count, rowHeight, headHeight, scroller }: VirtualRowsOptions) {
  const ratio = useRef(1);
  const [slack, setSlack] = useState(NO_SLACK);
  const above = useRef(0);
  /** The scroll position before the browser clamps it to a lower height. */
  const scrollTop = useRef(0);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (top, isScrolling) => {
        scrollTop.current = top;
        report(Math.max(top - above.current, 0) * ratio.current, isScrolling);
      }),
    // Scrolling is done below, in rows; the virtualizer does not know about the scale.
    scrollToFn: () => undefined,
  });

  const viewportHeight = Math.max((virtualizer.scrollRect?.height ?? 0) - headHeight, 0);
  const scale = scaleScroll(count * rowHeight, viewportHeight);
  useLayoutEffect(() => {
    ratio.current = scale.ratio;
  }, [scale.ratio]);

  const formerHeight = useRef(rowHeight);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only for another height, and the row that is at the top then.
  useLayoutEffect(() => {
    virtualizer.measure();
    if (formerHeight.current === rowHeight) return;
    const first = (virtualizer.scrollOffset ?? 0) / formerHeight.current;
    formerHeight.current = rowHeight;
    setSlack(NO_SLACK);
    scrollTo(first * rowHeight);
  }, [virtualizer, rowHeight]);

  useLayoutEffect(() => {
    if (above.current === slack.above && slack === NO_SLACK) return;
    above.current = slack.above;
    // The space exists now.
    scroller.current?.scrollTo({ top: scrollTop.current });
    scroller.current?.dispatchEvent(new Event('scroll'));
  }, [slack, scroller]);

  /** Scrolls so that the view starts at this pixel of all rows. */
  function scrollTo(top: number) {
    scroller.current?.scrollTo({ top: top / ratio.current + above.current });
  }

  /** Scrolls by whole rows, so that rows which moved stay in place. */
  function shiftRows(rows: number) {
    if (scale.ratio !== 1) {
      scrollTo(offset + rows * rowHeight);
      return;
    }
    // Use up the space above before scrolling.
    const used = Math.min(slack.above, Math.max(rows, 0) * rowHeight);
    const top = scrollTop.current + rows * rowHeight - used;
    const next = slack.above - used + Math.max(-top, 0);
    const lowest = headHeight + scale.height + next - (scroller.current?.clientHeight ?? 0);
    scrollTop.current = Math.max(top, 0);
    const below = Math.max(scrollTop.current - lowest, 0);
    if (next === slack.above && below === slack.below) scroller.current?.scrollTo({ top: scrollTop.current });
    else setSlack({ above: next, below });
  }

  /** Removes the space around the rows, once no row needs to stay in place. */
  function releaseRows() {
    if (slack === NO_SLACK) return;
    scrollTop.current = Math.max(scrollTop.current - slack.above, 0);
    setSlack(NO_SLACK);
  }

  const items = virtualizer.getVirtualItems();
  const offset = virtualizer.scrollOffset ?? 0;
  const start = items[0]?.start ?? 0;
  return {
    indexes: items.map(({ index }) => index),
    /** The position of the first row, in pixels of the scrolled element. */
    top: scale.ratio === 1 ? start : start - offset + offset / scale.ratio,
    height: scale.height + slack.above + slack.below,
    /** Space between the head and the first row, in pixels. */
    roomAbove: slack.above,
    firstVisible: Math.min(Math.floor(offset / rowHeight), Math.max(count - 1, 0)),
    rowsPerScreen: Math.max(1, Math.floor(viewportHeight / rowHeight)),
    /** Scrolls only as far as needed; a distant row moves to the middle. */
    scrollToRow: (index: number) => {
      const current = ((scroller.current?.scrollTop ?? 0) - above.current) * ratio.current;
      // Measure here, because a pair opened by its address scrolls before the virtualizer has measured.
      const height = Math.max((scroller.current?.clientHeight ?? 0) - headHeight, rowHeight);
      const least = (index + 1) * rowHeight - height;
      const most = index * rowHeight;
      if (current >= least && current <= most) return;
      const isFar = Math.abs(current - most) > 2 * height;
      scrollTo(isFar ? (least + most) / 2 : current < least ? least : most);
    },
    scrollToTop: () => {
      releaseRows();
      scrollTo(0);
    },
    shiftRows,
    releaseRows,
    isAtTop: offset < 1,
  };
}
