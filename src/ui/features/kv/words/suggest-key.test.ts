import { expect, test } from 'vitest';
import { findKeyProblem } from '#contract/limits.ts';
import { suggestKey } from './suggest-key.ts';

const with_ =
  (...taken: string[]) =>
  (key: string) =>
    Promise.resolve(taken.includes(key));

test.each([
  ['etl/run', [], 'etl/run-copy'],
  ['etl/run', ['etl/run-copy'], 'etl/run-copy-2'],
  ['etl/run', ['etl/run-copy', 'etl/run-copy-2'], 'etl/run-copy-3'],
  // A copy of a copy is another copy, not a copy-copy.
  ['etl/run-copy', ['etl/run-copy'], 'etl/run-copy-2'],
  ['etl/run-copy-2', ['etl/run-copy', 'etl/run-copy-2'], 'etl/run-copy-3'],
  ['-copy', [], '-copy'],
])('the copy of %s, with %j taken, is %s', async (key, taken, suggestion) => {
  await expect(suggestKey(key, with_(...taken))).resolves.toBe(suggestion);
});

test('the copy of the longest key is a key too', async () => {
  const suggestion = await suggestKey('🔑'.repeat(256), with_());
  expect(findKeyProblem(suggestion)).toBeUndefined();
  expect(suggestion.endsWith('🔑-copy')).toBe(true);
});

test('without an answer the first suggestion stands, and so does the last one when all are taken', async () => {
  await expect(suggestKey('a', () => Promise.reject(new Error('no answer')))).resolves.toBe('a-copy');
  await expect(suggestKey('a', () => Promise.resolve(true))).resolves.toBe('a-copy-20');
});
