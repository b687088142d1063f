import { expect, test } from 'vitest';
import { isExpiringSoon, toDateInput, toExpiryInstant } from './expiry.ts';

const now = new Date(2026, 10, 26, 14, 30).getTime();
const DAY_MS = 86_400_000;

test('never is no instant, days are counted from now', () => {
  expect(toExpiryInstant('never', '', now)).toBeNull();
  expect(toExpiryInstant('30', '', now)).toBe(new Date(now + 30 * DAY_MS).toISOString());
});

test('a date means the whole of that day, also today', () => {
  expect(toExpiryInstant('date', '2026-11-26', now)).toBe(new Date(2026, 10, 26, 23, 59, 59).toISOString());
  expect(toExpiryInstant('date', '2027-01-31', now)).toBe(new Date(2027, 0, 31, 23, 59, 59).toISOString());
});

test.each(['', '2026-11-25', '26.11.2026', '2026-11'])('the date "%s" is no expiry', (date) => {
  expect(toExpiryInstant('date', date, now)).toBeUndefined();
});

test('the first day to choose is today', () => {
  expect(toDateInput(now)).toBe('2026-11-26');
});

test('a week before, a key expires soon', () => {
  expect(isExpiringSoon(new Date(now + 7 * DAY_MS - 1).toISOString(), now)).toBe(true);
  expect(isExpiringSoon(new Date(now + 7 * DAY_MS).toISOString(), now)).toBe(false);
});
