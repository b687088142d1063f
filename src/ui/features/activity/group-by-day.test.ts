import { expect, test } from 'vitest';
import { groupByDay } from './group-by-day.ts';

const at = (day: number, hour: number) => ({ created: new Date(2026, 10, day, hour).toISOString() });
const now = new Date(2026, 10, 24, 12).getTime();

test('changes stand under the day of the reader on which they were made, in the order they come in', () => {
  const days = groupByDay([at(24, 11), at(24, 0), at(23, 23), at(20, 5)], now);

  expect(days.map(({ name, changes }) => [name, changes.length])).toEqual([
    ['Today', 2],
    ['Yesterday', 1],
    [expect.stringContaining('2026'), 1],
  ]);
});

test('nothing has no days', () => {
  expect(groupByDay([], now)).toEqual([]);
});
