import { expect, test } from 'vitest';
import { toComparison } from './comparison.ts';

test('white space is not a difference', () => {
  expect(toComparison('{"a":[1.0]}', ' { "a" : [1.0]}\n')).toEqual({
    original: '{\n  "a": [\n    1.0\n  ]\n}',
    modified: '{\n  "a": [\n    1.0\n  ]\n}',
    language: 'json',
  });
});

test('an invalid draft is compared unchanged', () => {
  expect(toComparison('[1]', '[1,').modified).toBe('[1,');
});

test('strings are compared as text, unless they differ only in their escapes', () => {
  expect(toComparison('"a\\nb"', '"a\\nc"')).toEqual({ original: 'a\nb', modified: 'a\nc', language: 'plaintext' });
  expect(toComparison('"é"', '"\\u00e9"')).toEqual({ original: '"é"', modified: '"\\u00e9"', language: 'json' });
  expect(toComparison('"a\\u0000"', '"b"').language).toBe('json');
});

test('a missing value is compared as an empty text', () => {
  expect(toComparison(null, '1')).toEqual({ original: '', modified: '1', language: 'json' });
});
