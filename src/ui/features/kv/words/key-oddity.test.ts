import { expect, test } from 'vitest';
import { findKeyOddity } from './key-oddity.ts';

test.each(['etl/last-run', 'café', 'Ключ', 'ключ/etl', '日本', '❤️', 'a b'])('%s is an ordinary key', (key) => {
  expect(findKeyOddity(key)).toBeUndefined();
});

test.each([
  ['etl/\u200brun', 'U+200B (zero-width space)'],
  ['a\u00a0b\u3000', 'U+00A0 (no-break space), U+3000 (ideographic space)'],
  ['cafe\u0301', 'U+0301 (separate accent)'],
  ['\u{e0041}\u{e0042}\u{e0043}\u{e0044}', 'U+E0041, U+E0042, U+E0043 and 1 more'],
  [' a', 'starts with white space'],
  ['a ', 'ends with white space'],
  ['a\tb', 'contains a control character'],
  ['ru\u0441/etl', 'mixes Latin and Cyrillic letters in one word'],
])('%j is warned about: %s', (key, words) => {
  expect(findKeyOddity(key)).toContain(words);
});
