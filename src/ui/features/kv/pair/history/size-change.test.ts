import { expect, test } from 'vitest';
import { formatSizeChange } from './size-change.ts';

test.each([
  [22, 10, '+12 B'],
  [10, 22, '−12 B'],
  [2_048, 512, '+1.5 KB'],
  [10, 10, 'same size'],
])('from %d bytes to %d is %s', (size, before, text) => {
  expect(formatSizeChange(size, before)).toBe(text);
});

test('a first version and a deletion have no change of size', () => {
  expect(formatSizeChange(10, undefined)).toBeUndefined();
  expect(formatSizeChange(10, null)).toBeUndefined();
  expect(formatSizeChange(null, 10)).toBeUndefined();
});
