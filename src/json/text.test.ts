import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KvError } from '#contract/errors.ts';
import { MAX_PREVIEW_CHARACTERS } from '#contract/limits.ts';
import {
  compactJson,
  findJsonProblem,
  findRepeatedMembers,
  indentJson,
  jsonTypeOf,
  minifyJson,
  previewJson,
} from './text.ts';

/** Valid JSON text as tokens: numbers that no JavaScript number can hold, repeated members, escapes, nesting. */
const number = fc.constantFrom('0', '-0', '1.0', '1e400', '-12.50E-7', '12345678901234567890', '7');
const string = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
  fc.constantFrom('"\\u00e9"', '"\\/"', '"\\ud800"', '"  [ ] "', '"__proto__"', '"a"'),
);
const tokens = fc.letrec<{ value: string[] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(number, string, fc.constantFrom('true', 'false', 'null')).map((token) => [token]),
    fc
      .array(tie('value'), { maxLength: 4 })
      .map((items) => ['[', ...items.flatMap((item, i) => (i ? [',', ...item] : item)), ']']),
    fc
      .array(fc.tuple(string, tie('value')), { maxLength: 4 })
      .map((members) => ['{', ...members.flatMap(([name, item], i) => [...(i ? [','] : []), name, ':', ...item]), '}']),
  ),
})).value;
const whiteSpace = fc.constantFrom('', ' ', '\n', '\t ', '\r\n    ');

describe('exact JSON text', () => {
  test('compacting removes the white space between tokens and nothing else', () => {
    fc.assert(
      fc.property(tokens, fc.array(whiteSpace, { minLength: 1 }), (parts, spaces) => {
        const spaced = parts.map((part, i) => (spaces[i % spaces.length] ?? '') + part).join('');
        expect(compactJson(`${spaced} \n`)).toBe(parts.join(''));
      }),
    );
  });

  test('indenting and then compacting changes nothing, and neither does indenting twice', () => {
    fc.assert(
      fc.property(tokens, (parts) => {
        const compact = parts.join('');
        const indented = indentJson(compact);
        expect(minifyJson(indented)).toBe(compact);
        expect(indentJson(indented)).toBe(indented);
      }),
    );
  });

  test('text is accepted exactly when JSON.parse accepts it', () => {
    const almost = fc.oneof(
      tokens.map((parts) => parts.join('')),
      fc
        .tuple(tokens, fc.nat(), fc.constantFrom('', ',', '"', ']', '}', ' ', '0', '\\', 'e', '-', '\u0001', 'n'))
        .map(([parts, at, extra]) => {
          const text = parts.join('');
          const cut = at % (text.length + 1);
          return text.slice(0, cut) + extra + text.slice(cut + (extra === '' ? 1 : 0));
        }),
      fc.string(),
    );
    fc.assert(
      fc.property(almost, (text) => {
        const parses = (() => {
          try {
            JSON.parse(text);
            return true;
          } catch {
            return false;
          }
        })();
        expect(findJsonProblem(text.toWellFormed()) === undefined).toBe(parses);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a syntax error is described in words, with its offset', () => {
  test.each([
    ['{a:1}', 1, 'Expected a name in double quotes.'],
    ['[1,]', 2, 'JSON does not allow a trailing comma.'],
    ["['a']", 1, 'Use double quotes, not single quotes.'],
    ['NaN', 0, 'JSON has no NaN or Infinity.'],
    ['-Infinity', 0, 'JSON has no NaN or Infinity.'],
    ['01', 0, 'A number cannot have leading zeros.'],
    ['True', 0, 'Write true, false and null in lower case.'],
    ['// x', 0, 'JSON has no comments.'],
    ['hello', 0, 'Text needs double quotes.'],
    ['{"a":1', 6, 'The text ends before the object is closed.'],
    ['"abc', 0, 'The text ends before the string is closed.'],
    ['"\\x"', 1, 'This is not a JSON escape. Write \\\\ for a backslash.'],
    ['1 2', 2, 'Unexpected text after the value.'],
    ['', 0, 'The text ends where a value is expected.'],
  ])('%j', (text, offset, message) => {
    expect(findJsonProblem(text)).toMatchObject({ offset, message });
  });

  test('and compacting throws it with its code', () => {
    expect(() => compactJson('{a:1}')).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: { offset: 1 } }),
    );
    expect(() => compactJson('"\ud800"')).toThrow(KvError);
    expect(() => compactJson('['.repeat(513) + ']'.repeat(513))).toThrow(
      expect.objectContaining({ code: 'VALUE_TOO_DEEP' }),
    );
    expect(findJsonProblem('['.repeat(1_000_000))).toMatchObject({ reason: 'depth', offset: 512 });
  });
});

test('a repeated member is found by its name, however it is spelled, and only within its own object', () => {
  const text = '{"a":{"a":1,"b":2},"\\u0061":[{"a":1},{"a":2}],"__proto__":1}';

  expect(findRepeatedMembers(text)).toEqual([{ name: 'a', firstOffset: 1, offset: 19 }]);
});

test('the first character decides the type', () => {
  expect(['{}', '[]', '"1"', '-1', 'true', 'false', 'null'].map(jsonTypeOf)).toEqual([
    'object',
    'array',
    'string',
    'number',
    'boolean',
    'boolean',
    'null',
  ]);
});

describe('a preview', () => {
  test('is the value itself when it is short, with printable characters unescaped', () => {
    expect(previewJson('"caf\\u00e9 \\ud83d\\ude00 \\n \\\\u00e9 \\u0000 \\u0022"')).toBe(
      '"café 😀 \\n \\\\u00e9 \\u0000 \\u0022"',
    );
  });

  test('is cut between characters, and ends in an ellipsis', () => {
    const preview = previewJson(`"${'😀'.repeat(1_000)}"`);

    expect([...preview]).toHaveLength(MAX_PREVIEW_CHARACTERS);
    expect(preview).toBe(`"${'😀'.repeat(MAX_PREVIEW_CHARACTERS - 2)}…`);
    expect(previewJson(`"${'\\ud83d\\ude00'.repeat(1_000)}"`)).toBe(preview);
  });
});
