import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonProblem } from '#json/text.ts';
import { showEscapedCharacters } from './json-escapes.ts';

const escapeAll = (text: string) =>
  `"${Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`;

test('escaped letters and emoji become readable, and everything else is unchanged', () => {
  expect(
    showEscapedCharacters(String.raw`{"caf\u00e9": "\ud83d\ude42\n\u0022\u005c\u0000\u200b\ud83d", "n": 1.0}`),
  ).toBe(String.raw`{"café": "🙂\n\u0022\u005c\u0000\u200b\ud83d", "n": 1.0}`);
});

test('an escaped backslash before a u does not start an escape', () => {
  const json = String.raw`"C:\\u00e9 \\\u00e9"`;

  expect(showEscapedCharacters(json)).toBe(String.raw`"C:\\u00e9 \\é"`);
});

test('the value never changes and can still be stored', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff)), (units) => {
      const json = escapeAll(String.fromCharCode(...units));
      const shown = showEscapedCharacters(json);

      expect(findJsonProblem(shown)).toBeUndefined();
      expect(JSON.parse(shown)).toBe(JSON.parse(json));
    }),
  );
});
