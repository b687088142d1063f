import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkJson, toSpot } from './check-value.ts';

describe('checkJson', () => {
  test('white space counts neither for the text nor for the size', () => {
    expect(checkJson('{\n  "a": 1.0,\n  "é": []\n}\n')).toMatchObject({
      compact: '{"a":1.0,"é":[]}',
      type: 'object',
      sizeBytes: 17,
      problem: undefined,
    });
  });

  test('a mistake is found with its line and column', () => {
    expect(checkJson('{\n  "a": 1,\n}').problem).toEqual({
      message: 'JSON does not allow a trailing comma.',
      spot: { offset: 10, line: 2, column: 9 },
    });
  });

  test('an empty draft is no mistake to point at', () => {
    expect(checkJson(' \n').problem?.message).toBe('There is no value yet.');
  });

  test('a repeated member is told with both lines and can be saved', () => {
    const check = checkJson('{\n  "a": 1,\n  "b": {"a": 2},\n  "\\u0061": 3\n}');

    expect(check.repeated).toEqual([{ name: 'a', firstLine: 2, spot: { offset: 31, line: 4, column: 3 } }]);
    expect(check.compact).toBe('{"a":1,"b":{"a":2},"\\u0061":3}');
  });

  test('of many repeated members only the first are listed', () => {
    const check = checkJson(`{${Array.from({ length: 50 }, () => '"a":1').join(',')}}`);

    expect(check.repeated).toHaveLength(3);
    expect(check.repeatedCount).toBe(49);
  });
});

test('a spot is where the lines before it say', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '🙂')), fc.nat(40), (parts, at) => {
      const text = parts.join('');
      const offset = Math.min(at, text.length);
      const before = text.slice(0, offset).split('\n');

      expect(toSpot(text, offset)).toEqual({ offset, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
    }),
  );
});
