import { describe, expect, test } from 'vitest';
import { mergeForSave } from './merge-for-save.ts';
import { describeSavedTogether } from './saved-together.ts';

describe('a save after someone else was first', () => {
  test('takes in what they changed elsewhere, with the exact text of both', () => {
    const mine = '{\n  "id": 1.0,\n  "a": 12345678901234567890,\n  "b": "\\u0041"\n}';

    expect(mergeForSave('{"id":1.0,"a":1,"b":"\\u0041"}', '{"id":1.00,"a":1,"b":"\\u0041"}', mine)).toEqual({
      kind: 'merged',
      text: '{\n  "id": 1.00,\n  "a": 12345678901234567890,\n  "b": "\\u0041"\n}',
    });
  });

  test('has nothing left to save when they changed the same to the same', () => {
    expect(mergeForSave('{"a":1,"b":1}', '{"a":2,"b":2}', '{"a":2,"b":1}')).toMatchObject({ kind: 'contained' });
  });

  test.each([
    ['the same part', '{"a":1}', '{"a":2}', '{"a":3}'],
    ['a part that they removed', '{"a":{"b":1}}', '{}', '{"a":{"b":2}}'],
    ['a pair that was new', null, '1', '2'],
  ])('asks about %s', (_what, base, theirs, mine) => {
    expect(mergeForSave(base, theirs, mine)).toEqual({ kind: 'conflict' });
  });
});

describe('what a save took in, in words', () => {
  const base = { version: 7, valueText: '{"a":1,"b":1,"c":1,"d":1}' };
  const theirs = (version: number, value_text: string) => ({ version, value_text, updated_by: 'nightly-etl' });

  test.each([
    ['one change', theirs(8, '{"a":2,"b":1,"c":1,"d":1}'), "nightly-etl's change to a."],
    ['two changes', theirs(8, '{"a":2,"b":2,"c":1,"d":1}'), "nightly-etl's changes to a and b."],
    ['many changes', theirs(8, '{"a":2,"b":2,"c":2,"d":2}'), "nightly-etl's changes to a, b and 2 more."],
    ['several versions', theirs(10, '{"a":2,"b":1,"c":1,"d":1}'), 'versions 8 to 10 (a).'],
  ])('%s', (_what, version, words) => {
    const { text, exact } = describeSavedTogether(base, version, version.version + 1);

    expect(text).toBe(`Saved as version ${version.version + 1}, together with ${words}`);
    expect(text).toContain(exact);
  });
});
