import { describe, expect, test } from 'vitest';
import { ExactText, ofTidied } from './exact-text.ts';

const print = (json: string) => JSON.stringify(JSON.parse(json), null, 2);

describe('an answer', () => {
  test.each([
    ['digits', '{"data":{"value":12345678901234567890}}', '12345678901234567890'],
    ['a fraction of zero', '{"data":{"value":1.0}}', '1.0'],
    ['what is beyond numbers of JavaScript', '{"data":{"value":1e400}}', '1e400'],
    ['the order of members', '{"data":{"value":{"b":1,"2":1,"1":1}}}', '"2": 1,\n      "1"'],
    ['repeated members', '{"data":{"value":{"a":1,"a":2}}}', '"a": 1,\n      "a": 2'],
  ])('keeps %s', (_what, answer, part) => {
    const texts = new ExactText();
    texts.remember(answer);

    expect(texts.ofAnswer(print(answer))).toContain(part);
  });

  test('that reads like an earlier one is the later one', () => {
    const texts = new ExactText();
    texts.remember('{"data":1.0}');
    texts.remember('{"data":1}');

    expect(texts.ofAnswer('{\n  "data": 1\n}')).toBe('{\n  "data": 1\n}');
  });

  test('that nobody remembers is shown as it is', () => {
    expect(new ExactText().ofAnswer('Variables are invalid JSON')).toBe('Variables are invalid JSON');
  });
});

describe('variables', () => {
  test('keep their digits when they are tidied up', () => {
    const typed = '{"v":12345678901234567890}';

    expect(ofTidied(typed, print(typed))).toBe('{\n  "v": 12345678901234567890\n}');
  });

  test('are what is typed, whatever was there', () => {
    expect(ofTidied('{"v":1}', '{"v":2}')).toBe('{"v":2}');
    expect(ofTidied('{"v":', '{"v":2}')).toBe('{"v":2}');
  });
});
