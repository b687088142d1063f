/** A safe maximum for the height of an element; Firefox stops at 17.9 million pixels, Chromium at 33.5. */
const MAX_HEIGHT_PX = 15_000_000;

/** The numbers, from 0, of the pages that hold the rows `first` to `last`. */
export function pagesOfRows(first: number, last: number, pageSize: number): readonly number[] {
  const firstPage = Math.floor(Math.max(first, 0) / pageSize);
  const lastPage = Math.max(firstPage, Math.floor(Math.max(last, 0) / pageSize));
  return Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index);
}

/** How the height of all rows fits into what a browser can scroll. */
export interface ScrollScale {
  /** Height of the element that scrolls, in pixels. */
  readonly height: number;
  /** Pixels of rows for each scrolled pixel; 1 except with hundreds of thousands of rows. */
  readonly ratio: number;
}

export function scaleScroll(rowsHeight: number, viewportHeight: number, maxHeight = MAX_HEIGHT_PX): ScrollScale {
  if (rowsHeight <= maxHeight || maxHeight <= viewportHeight) return { height: rowsHeight, ratio: 1 };
  return { height: maxHeight, ratio: (rowsHeight - viewportHeight) / (maxHeight - viewportHeight) };
}
