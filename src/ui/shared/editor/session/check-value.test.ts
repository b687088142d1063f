import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkJson, toSpot } from './check-value.ts';

describe('checkJson', () => {
  test('white space counts neither towards the text nor towards the size', () => {
    expect(checkJson('{\n  "a": 1.0,\n  "é": []\n}\n')).toMatchObject({
      compact: '{"a":1.0,"é":[]}',
      type: 'object',
      sizeBytes: 17,
      problem: undefined,
    });
  });

  test('a syntax error is found with its line and column', () => {
    expect(checkJson('{\n  "a": 1,\n}').problem).toEqual({
      message: 'JSON does not allow a trailing comma.',
      spot: { offset: 10, line: 2, column: 9 },
    });
  });

  test('an empty draft asks for a value instead of showing a syntax error', () => {
    expect(checkJson(' \n').problem?.message).toBe('Enter a value.');
  });

  test('a repeated member is reported with both lines and can be saved', () => {
    const check = checkJson('{\n  "a": 1,\n  "b": {"a": 2},\n  "\\u0061": 3\n}');

    expect(check.repeated).toEqual([{ name: 'a', firstLine: 2, spot: { offset: 31, line: 4, column: 3 } }]);
    expect(check.compact).toBe('{"a":1,"b":{"a":2},"\\u0061":3}');
  });

  test('only the first of many repeated members are listed', () => {
    const check = checkJson(`{${Array.from({ length: 50 }, () => '"a":1').join(',')}}`);

    expect(check.repeated).toHaveLength(3);
    expect(check.repeatedCount).toBe(49);
  });
});

test('line and column follow from the lines before the offset', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '🙂')), fc.nat(40), (parts, at) => {
      const text = parts.join('');
      const offset = Math.min(at, text.length);
      const before = text.slice(0, offset).split('\n');

      expect(toSpot(text, offset)).toEqual({ offset, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
    }),
  );
});
