import { expect, test } from 'vitest';
import { formatJson } from './format.ts';
import { minifyJson } from './text.ts';

test('indenting keeps digits, order, repeated members and escapes', () => {
  expect(formatJson(String.raw`{"b":1.0,"a":12345678901234567890,"a":"\u00e9,]","e":[],"z":[1e400]}`)).toBe(
    String.raw`{
  "b": 1.0,
  "a": 12345678901234567890,
  "a": "\u00e9,]",
  "e": [],
  "z": [
    1e400
  ]
}`,
  );
});

test('deep nesting cannot make the text explode', () => {
  const deep = `${'['.repeat(500)}${'0,'.repeat(100_000)}0${']'.repeat(500)}`;

  const shown = formatJson(deep);

  expect(shown.length).toBeLessThan(deep.length * 2);
  expect(minifyJson(shown)).toBe(deep);
});
