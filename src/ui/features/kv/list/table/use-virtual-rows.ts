import { observeElementOffset, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { scaleScroll } from '../list-window.ts';

interface VirtualRowsOptions {
  count: number;
  rowHeight: number;
  headHeight: number;
  scroller: RefObject<HTMLElement | null>;
}

/** Room beyond the rows, in pixels: with few rows it takes some to keep one of them where it is. */
interface Slack {
  readonly above: number;
  readonly below: number;
}

const NO_SLACK: Slack = { above: 0, below: 0 };

/**
 * Which rows exist in the document, and where. More rows than a browser has pixels for are squeezed: then a
 * scrolled pixel stands for more than one, while rows keep their height.
 */
export function useVirtualRows({ count, rowHeight, headHeight, scroller }: VirtualRowsOptions) {
  const ratio = useRef(1);
  const [slack, setSlack] = useState(NO_SLACK);
  const above = useRef(0);
  /** Of the element that scrolls, before the browser makes it fit a lower height. */
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

  useLayoutEffect(() => {
    if (above.current === slack.above && slack === NO_SLACK) return;
    above.current = slack.above;
    // The room is there now.
    scroller.current?.scrollTo({ top: scrollTop.current });
    scroller.current?.dispatchEvent(new Event('scroll'));
  }, [slack, scroller]);

  /** Moves the view so that it starts at this pixel of all rows. */
  function scrollTo(top: number) {
    scroller.current?.scrollTo({ top: top / ratio.current + above.current });
  }

  /** Moves the view by whole rows, so that rows which moved stay where they were. */
  function shiftRows(rows: number) {
    if (scale.ratio !== 1) {
      scrollTo(offset + rows * rowHeight);
      return;
    }
    // Room above is used up before anything is scrolled.
    const used = Math.min(slack.above, Math.max(rows, 0) * rowHeight);
    const top = scrollTop.current + rows * rowHeight - used;
    const next = slack.above - used + Math.max(-top, 0);
    const lowest = headHeight + scale.height + next - (scroller.current?.clientHeight ?? 0);
    scrollTop.current = Math.max(top, 0);
    const below = Math.max(scrollTop.current - lowest, 0);
    if (next === slack.above && below === slack.below) scroller.current?.scrollTo({ top: scrollTop.current });
    else setSlack({ above: next, below });
  }

  /** Nobody looks at a row any more: there is no need for room beyond the rows. */
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
    /** Where the first of them is, in pixels of the element that scrolls. */
    top: scale.ratio === 1 ? start : start - offset + offset / scale.ratio,
    height: scale.height + slack.above + slack.below,
    /** Room between the head and the first row, in pixels. */
    roomAbove: slack.above,
    firstVisible: Math.min(Math.floor(offset / rowHeight), Math.max(count - 1, 0)),
    rowsPerScreen: Math.max(1, Math.floor(viewportHeight / rowHeight)),
    /** Scrolls no more than needed; a row that is far away comes to the middle. */
    scrollToRow: (index: number) => {
      const current = ((scroller.current?.scrollTop ?? 0) - above.current) * ratio.current;
      // Measured here: when a pair is opened by its address, this comes before the virtualizer has looked.
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
