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
  // What is written here is code: nothing else can say what it means.
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
])('%j is a string of Python', (text, literal) => {
  expect(pythonString(text)).toBe(literal);
});

describe('what a terminal would act on', () => {
  test.each(NASTY)('is in no code for %j', (text) => {
    for (const code of [shellWord(text), pythonString(text), scriptString(text), jsonString(text)]) {
      // Line breaks are harmless within the quotes of a shell.
      expect(code.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e\u200b\ufeff]/u);
    }
  });

  test('is escaped within JSON, which stays the same value', () => {
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
