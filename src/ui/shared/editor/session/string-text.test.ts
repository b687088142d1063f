import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJsonProblem, minifyJson } from '#json/text.ts';
import { decodeString, encodeString, findTextObstacle } from './string-text.ts';

describe('encodeString', () => {
  test('any text survives decoding and encoding, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(0xffff), (text, unit) => {
        const all = text + String.fromCharCode(unit);

        expect(decodeString(encodeString(all))).toBe(all);
      }),
    );
  });

  test('the result is compact JSON that can be stored', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff)), (units) => {
        const json = encodeString(String.fromCharCode(...units));

        expect(findJsonProblem(json)).toBeUndefined();
        expect(minifyJson(json)).toBe(json);
      }),
    );
  });

  test('text that looks like another type stays a string', () => {
    expect(['123', 'true', 'null', '{"a":1}', '"quoted"', ''].map(encodeString)).toEqual([
      '"123"',
      '"true"',
      '"null"',
      '"{\\"a\\":1}"',
      '"\\"quoted\\""',
      '""',
    ]);
  });
});

describe('findTextObstacle', () => {
  test.each([
    ['plain text', 'select 1\n\tfrom äöü 🙂'],
    ['line separators, which are ordinary characters', 'a\u2028b\u2029c'],
    ['Windows line ends', 'a\r\nb\r\n'],
    ['an empty text', ''],
    ['invisible characters that the editor marks', 'a\u200bb\u00a0c'],
  ])('lets %s through', (_what, text) => {
    expect(findTextObstacle(text)).toBeUndefined();
  });

  test.each([
    ['mixed line ends', 'a\r\nb\nc'],
    ['mixed line ends, starting with a line feed', '\nb\r\nc'],
    ['a lone carriage return', 'a\rb'],
    ['a carriage return at the end', 'a\r'],
    ['half of a surrogate pair', 'a\ud83d'],
    ['NUL', 'a\0b'],
    ['an escape character', '\u001b[31m'],
    ['a C1 control character', 'a\u0085b'],
    ['a byte order mark in front', '\ufeffa'],
  ])('stops %s', (_what, text) => {
    expect(findTextObstacle(text)).toMatch(/^It .*\.$/);
  });
});
