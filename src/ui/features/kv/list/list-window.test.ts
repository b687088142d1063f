import { describe, expect, test } from 'vitest';
import { pagesOfRows, scaleScroll } from './list-window.ts';

describe('the pages to fetch', () => {
  test.each([
    [0, 20, [0]],
    [0, 99, [0]],
    [99, 100, [0, 1]],
    [250, 420, [2, 3, 4]],
    [-40, 10, [0]],
    [0, -1, [0]],
  ])('for rows %i to %i are %j', (first, last, pages) => {
    expect(pagesOfRows(first, last, 100)).toEqual(pages);
  });
});

describe('the height that scrolls', () => {
  test('is that of all rows, pixel for pixel, as long as a browser can have it', () => {
    expect(scaleScroll(3_600_000, 800)).toEqual({ height: 3_600_000, ratio: 1 });
  });

  test('is squeezed beyond that, so that its end is the last row', () => {
    const { height, ratio } = scaleScroll(36_000_000, 800);

    expect(height).toBeLessThan(17_000_000);
    expect((height - 800) * ratio).toBeCloseTo(36_000_000 - 800, 3);
  });
});
