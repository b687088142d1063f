import { execFileSync } from 'node:child_process';
import { parseValue } from 'graphql';
import { describe, expect, test } from 'vitest';
import { jsonString, pythonString, scriptString, shellWord, visibleJson } from './quote.ts';

const NASTY = [
  'etl/last-run',
  '',
  ' ',
  '-rf',
  '--',
  '~',
  '*',
  "it's",
  `'"'"'`,
  'say "hi"',
  'a\\b\\',
  'two\nlines\n',
  '\n',
  '$HOME $(id) `id` !! #x',
  '; rm -rf / & | > <',
  'tab\there',
  '\u0003\u001b[2Jbell\u0007\r\n',
  '\u007f\u0085\u2028\u2029',
  'right to left \u202egnp.exe',
  'zero\u200bwidth\ufeff',
  'größe 😀 👨‍👩‍👧 日本',
  '{"a":"b\\n"}',
  '%s %% \\0',
];

test.each(NASTY)('a shell reads %j as one word', (text) => {
  const printed = execFileSync('sh', ['-c', `printf '%s|' ${shellWord(text)}`], { encoding: 'utf8' });

  expect(printed).toBe(`${text}|`);
});

test.each(NASTY)('JavaScript reads %j', (text) => {
  // The output is code, and only running it proves what it means.
  expect(new Function(`return ${scriptString(text)}`)()).toBe(text);
});

test.each(NASTY)('JSON and GraphQL read %j', (text) => {
  expect(JSON.parse(jsonString(text))).toBe(text);
  expect(parseValue(jsonString(text))).toMatchObject({ kind: 'StringValue', value: text });
});

test.each([
  ["it's", `"it's"`],
  ['say "hi"', '"say \\"hi\\""'],
  ['a\\b', '"a\\\\b"'],
  ['two\nlines\r\n', '"two\\nlines\\r\\n"'],
  ['$x `y` {z}', '"$x `y` {z}"'],
  ['\u0000\u001b\u202e', '"\\u0000\\u001b\\u202e"'],
  ['\ud83d', '"\\ud83d"'],
  ['größe 😀', '"größe 😀"'],
])('%j is written as a Python string', (text, literal) => {
  expect(pythonString(text)).toBe(literal);
});

describe('a character that a terminal would act on', () => {
  test.each(NASTY)('never appears in the code for %j', (text) => {
    for (const code of [shellWord(text), pythonString(text), scriptString(text), jsonString(text)]) {
      // Line breaks are harmless within shell quotes.
      expect(code.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e\u200b\ufeff]/u);
    }
  });

  test('is escaped in JSON without changing the value', () => {
    const json = '{"a\u202e":"\u007f"}';

    expect(visibleJson(json)).toBe('{"a\\u202e":"\\u007f"}');
    expect(JSON.parse(visibleJson(json))).toEqual(JSON.parse(json));
  });
});

test('plain words stay plain', () => {
  expect(shellWord('etl/last-run:1.0')).toBe('etl/last-run:1.0');
  expect(shellWord('http://127.0.0.1:4200')).toBe('http://127.0.0.1:4200');
  expect(shellWord('http://[::1]:4200')).toBe("'http://[::1]:4200'");
});
