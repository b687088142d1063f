import { describe, expect, test } from 'vitest';
import { checkJson } from './check-value.ts';

describe('a mistake that cannot be seen is named, at its place', () => {
  test.each([
    ['a zero-width space', '{\u200b"a":1}', 1, 'Remove the invisible character U+200B (zero-width space).'],
    ['a byte order mark', '\ufeff{}', 0, 'Remove the invisible character U+FEFF (byte order mark).'],
    ['one behind a number', '[12\u200b]', 3, 'Remove the invisible character U+200B (zero-width space).'],
    ['one between a value and a comma', '["a"\u2060,1]', 4, 'Remove the invisible character U+2060 (word joiner).'],
    ['a no-break space', '{\n\u00a0 "a": 1}', 2, 'Use a normal space instead of U+00A0 (no-break space).'],
    ['a curly quote before a name', '{“a”: 1}', 1, 'Use a straight quote " instead of “, U+201C.'],
    ['a curly quote after a name', '{\n "a”: 1\n}', 5, 'Use a straight quote " instead of ”, U+201D.'],
    ['a curly quote after the last string', '["a”]', 3, 'Use a straight quote " instead of ”, U+201D.'],
    ['a low quote', '„a“', 0, 'Use a straight quote " instead of „, U+201E.'],
  ])('%s', (_what, text, offset, message) => {
    expect(checkJson(text).problem).toMatchObject({ message, spot: { offset } });
  });

  test.each([
    ['a plain mistake', '{a: 1}', 'Expected a name in double quotes.'],
    ['text in quotes', '["“curly”\u200b", oops]', 'Text needs double quotes.'],
  ])('but not for %s', (_what, text, message) => {
    expect(checkJson(text).problem?.message).toBe(message);
  });
});
