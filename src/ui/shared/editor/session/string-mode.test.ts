import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minifyJson } from '#json/text.ts';
import { checkJson } from './check-value.ts';
import {
  findFittingMode,
  findTextModeObstacle,
  isProbablyText,
  offersTextMode,
  StringMode,
  toPlainText,
} from './string-mode.ts';
import { decodeString, findTextObstacle } from './string-text.ts';

/** JSON text of a string in one of the many ways that it can be written, with white space around it. */
const writtenString = fc
  .array(fc.tuple(fc.oneof(fc.nat(0xffff), fc.constantFrom(0x0a, 0x22, 0x2f, 0x5c, 0x41, 0xe9)), fc.boolean()), {
    maxLength: 12,
  })
  .map((units) =>
    units
      .map(([unit, isEscaped]) => {
        const plain = JSON.stringify(String.fromCharCode(unit)).slice(1, -1);
        return isEscaped ? `\\u${unit.toString(16).padStart(4, '0')}` : plain;
      })
      .join(''),
  );

const written = fc
  .tuple(fc.constantFrom('', ' ', '\n\t'), writtenString, fc.constantFrom('', ' ', '\n'))
  .map(([before, inside, after]) => `${before}"${inside}"${after}`);

describe('a string as text', () => {
  test('keeps its escapes while its text is the same, and its text whatever happens', () => {
    fc.assert(
      fc.property(written, fc.string({ unit: 'binary' }), (json, typed) => {
        const check = checkJson(json);
        const text = toPlainText(json, check, minifyJson(json));
        fc.pre(text !== undefined);
        const mode = new StringMode();

        mode.enter(json, check, text);

        expect(text).toBe(JSON.parse(json));
        expect(mode.toJson(text)).toBe(minifyJson(json));
        expect(mode.toDocument(text)).toBe(json);
        expect(decodeString(mode.toJson(typed))).toBe(typed);
        expect(decodeString(mode.toDocument(typed))).toBe(typed);
      }),
    );
  });

  test('is shown exactly when nothing of it would be lost', () => {
    fc.assert(
      fc.property(written, (json) => {
        const check = checkJson(json);

        expect(toPlainText(json, check, '""') === undefined).toBe(findTextObstacle(JSON.parse(json)) !== undefined);
        expect(findTextModeObstacle(check, '""')).toBe(findTextObstacle(JSON.parse(json)));
      }),
    );
  });

  test('another string takes its place with its own escapes; what is not a string changes nothing', () => {
    const mode = new StringMode();
    const stored = String.raw`"caf\u00e9"`;
    mode.enter(stored, checkJson(stored), 'café');

    expect(mode.replace('[1]')).toBeUndefined();
    expect(mode.toJson('café')).toBe(stored);
    expect(mode.replace(String.raw` "th\u00e9" `)).toBe('thé');
    expect(mode.toJson('thé')).toBe(String.raw`"th\u00e9"`);
    expect(mode.toDocument('café')).toBe('"café"');
  });
});

describe('other text', () => {
  test('of a value that does not exist yet becomes text as it is, and the document again', () => {
    const mode = new StringMode();
    const check = checkJson('{ "a": 1 }');

    expect(toPlainText('{ "a": 1 }', check, null)).toBe('{ "a": 1 }');
    mode.enter('{ "a": 1 }', check, '{ "a": 1 }');
    expect(mode.toDocument('{ "a": 1 }')).toBe('{ "a": 1 }');
    expect(mode.toJson('{ "a": 1 }')).toBe('"{ \\"a\\": 1 }"');
  });

  test('that is not JSON is a string once it was text', () => {
    const mode = new StringMode();
    mode.enter('select 1', checkJson('select 1'), 'select 1');

    expect(mode.toDocument('select 1')).toBe('"select 1"');
  });

  test.each([
    ['an object that is stored', '{}', '{}', 'Only a string can be edited as text.', false],
    ['a mistake in a stored string', '"a', '"a"', 'Correct the JSON first.', true],
    ['a mistake in a stored object', '{', '{}', 'Correct the JSON first.', false],
    ['nothing', '', '{}', undefined, true],
    ['a new object', '{}', null, undefined, true],
  ])('%s', (_what, json, saved, obstacle, isOffered) => {
    expect(findTextModeObstacle(checkJson(json), saved)).toBe(obstacle);
    expect(offersTextMode(checkJson(json), saved)).toBe(isOffered);
  });
});

describe('which way a value opens by itself', () => {
  test.each([
    ['lines of text', '"SELECT 1\\nFROM x"', 'text'],
    ['lines that end with \\r\\n', '"a\\r\\nb"', 'text'],
    ['one line', '"SELECT 1"', 'json'],
    ['a backslash and an n', '"C:\\\\new"', 'json'],
    ['lines that plain text cannot show', '"a\\n\\u0000"', 'json'],
    ['another type', '["a\\nb"]', 'json'],
    ['nothing', null, 'json'],
  ])('%s', (_what, saved, mode) => {
    expect(findFittingMode(saved)).toBe(mode);
  });
});

describe('a draft that is no JSON', () => {
  test.each([
    ['bar', true],
    ['2026-01-01', true],
    ['SELECT 1\nFROM x', true],
    ['{"a":', false],
    [' [1,', false],
    ['"half', false],
    ['', false],
    ['42', false],
    ['bar\u0000', false],
  ])('%j is probably text: %s', (draft, isText) => {
    expect(isProbablyText(draft, checkJson(draft))).toBe(isText);
  });
});
