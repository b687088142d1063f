import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleKey } from './key-text.ts';
import { findUnseen, markUnseen, plainKey } from './unseen.ts';

test.each([
  ['a zero-width space', 'etl/\u200brun', 'etl/⟨U+200B⟩run'],
  ['a soft hyphen', 're\u00adgions', 're⟨U+00AD⟩gions'],
  ['a no-break space', 'a\u00a0b', 'a⟨U+00A0⟩b'],
  ['an ideographic space', 'a\u3000b', 'a⟨U+3000⟩b'],
  ['a change of direction', '\u202eabc', '⟨U+202E⟩abc'],
  ['a byte order mark', '\ufeffa', '⟨U+FEFF⟩a'],
  ['a variation selector', 'a\ufe0e', 'a⟨U+FE0E⟩'],
  ['a tag', 'a\u{e0041}', 'a⟨U+E0041⟩'],
  ['a filler', 'a\u3164', 'a⟨U+3164⟩'],
  ['an accent apart', 'cafe\u0301', 'cafe⟨U+0301⟩'],
  ['the symbol of a line break', 'a␊', 'a␊⟨U+240A⟩'],
  ['the sign of the Kelvin', '300\u212a', '300\u212a⟨U+212A⟩'],
])('%s is shown by its code point', (_, key, shown) => {
  expect(markUnseen(key)).toBe(shown);
});

test.each(['etl/last-run', 'café', 'a b', '日本', 'مرحبا', 'नमस्ते', '😀', '❤️', '👨‍👩‍👧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '⟨U+200B⟩'])(
  '%s is shown as it is',
  (key) => {
    expect(markUnseen(key)).toBe(key);
    expect(findUnseen(key)).toEqual([]);
  },
);

test('each is named once', () => {
  expect(findUnseen('\u200ba\u200bb\u00a0')).toEqual(['\u200b', '\u00a0']);
});

test('spaces that a page would join are visible', () => {
  expect(visibleKey('a b')).toBe('a b');
  expect(visibleKey('a  b')).toBe('a␣␣b');
});

test('no two keys look the same because of what cannot be seen', () => {
  const parts = [
    'a',
    '/',
    ' ',
    '\u00a0',
    '\u200b',
    '\u00ad',
    '\u202e',
    '\u0301',
    'é',
    'e',
    '\ufe0f',
    '\n',
    '␊',
    '\u2028',
    '\u2029',
    '\u0085',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...parts), { maxLength: 5 }),
      fc.array(fc.constantFrom(...parts), { maxLength: 5 }),
      (one, other) => {
        const [first, second] = [one.join(''), other.join('')];
        fc.pre(first !== second);
        expect(visibleKey(first)).not.toBe(visibleKey(second));
        expect(visibleKey(first)).toBe(visibleKey(first).normalize('NFC'));
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each([
  ['etl/\u200brun', 'etl/run'],
  ['a\u00a0b', 'a b'],
  ['cafe\u0301', 'café'],
  ['ｅｔｌ', 'etl'],
])('%j is %j in plain', (key, plain) => {
  expect(plainKey(key)).toBe(plain);
});
