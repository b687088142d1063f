import { describe, expect, test } from 'vitest';
import { ExactText, ofPrettified } from './exact-text.ts';

const print = (json: string) => JSON.stringify(JSON.parse(json), null, 2);

describe('an answer', () => {
  test.each([
    ['digits', '{"data":{"value":12345678901234567890}}', '12345678901234567890'],
    ['a fraction of zero', '{"data":{"value":1.0}}', '1.0'],
    ['a number that JavaScript cannot hold', '{"data":{"value":1e400}}', '1e400'],
    ['the order of members', '{"data":{"value":{"b":1,"2":1,"1":1}}}', '"2": 1,\n      "1"'],
    ['repeated members', '{"data":{"value":{"a":1,"a":2}}}', '"a": 1,\n      "a": 2'],
  ])('keeps %s', (_what, answer, part) => {
    const texts = new ExactText();
    texts.remember(answer);

    expect(texts.ofAnswer(print(answer))).toContain(part);
  });

  test('that prints like an earlier one replaces it', () => {
    const texts = new ExactText();
    texts.remember('{"data":1.0}');
    texts.remember('{"data":1}');

    expect(texts.ofAnswer('{\n  "data": 1\n}')).toBe('{\n  "data": 1\n}');
  });

  test('that is unknown is shown unchanged', () => {
    expect(new ExactText().ofAnswer('Variables are invalid JSON')).toBe('Variables are invalid JSON');
  });
});

describe('variables', () => {
  test('keep their digits when they are prettified', () => {
    const typed = '{"v":12345678901234567890}';

    expect(ofPrettified(typed, print(typed))).toBe('{\n  "v": 12345678901234567890\n}');
  });

  test('are shown as set when their content changes', () => {
    expect(ofPrettified('{"v":1}', '{"v":2}')).toBe('{"v":2}');
    expect(ofPrettified('{"v":', '{"v":2}')).toBe('{"v":2}');
  });
});
