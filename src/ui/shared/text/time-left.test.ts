import { expect, test } from 'vitest';
import { formatTimeLeft } from './time-left.ts';

const until = '2026-12-24T12:00:00.000Z';

test.each([
  ['2026-11-24T12:00:00.000Z', '30 days'],
  ['2026-11-24T12:00:01.000Z', '30 days'],
  ['2026-11-25T01:00:00.000Z', '29 days'],
  ['2026-12-22T12:00:00.000Z', '2 days'],
  ['2026-12-22T12:00:01.000Z', '47 hours'],
  ['2026-12-24T07:00:00.000Z', '5 hours'],
  ['2026-12-24T11:00:00.000Z', '1 hour'],
  ['2026-12-24T11:30:00.000Z', 'less than an hour'],
  ['2026-12-24T12:30:00.000Z', 'less than an hour'],
])('at %s there is left: %s', (now, left) => {
  expect(formatTimeLeft(until, Date.parse(now))).toBe(left);
});
