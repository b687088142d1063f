import { describe, expect, test } from 'vitest';
import { mergeDraft, toShownText } from './merge-draft.ts';
import { describeAutomatic, describeConflicts, describeMerged } from './merge-words.ts';

describe('a draft', () => {
  test('is merged however it is laid out', () => {
    const merge = mergeDraft('{"a":1,"b":2}', '{"a":1.0,"b":2}', '{\n  "a": 1,\n  "b": 3\n}');

    expect(merge).toMatchObject({ merged: '{"a":1.0,"b":3}', conflicts: [] });
  });

  test('with a mistake is taken or left as a whole, with every character', () => {
    const merge = mergeDraft('{"a":1}', '{"a":2}', '{ "a": 3,');

    expect(merge.conflicts).toEqual([{ path: [], base: '{"a":1}', theirs: '{"a":2}', mine: '{ "a": 3,' }]);
    expect(toShownText(merge.toText(['mine']), '{ "a": 3,')).toBe('{ "a": 3,');
    expect(toShownText(merge.toText(['theirs']), '{ "a": 3,')).toBe('{\n  "a": 2\n}');
  });

  test('that has no base is taken or left as a whole', () => {
    expect(mergeDraft(null, '1', '2').conflicts).toEqual([{ path: [], base: undefined, theirs: '1', mine: '2' }]);
  });

  test('keeps its layout when the merged text says the same', () => {
    expect(toShownText('[1,2]', '[ 1,\n2 ]')).toBe('[ 1,\n2 ]');
  });
});

test.each([
  [3, 1, '3 changes by nightly-etl and 1 of yours'],
  [1, 0, '1 change by nightly-etl'],
  [0, 2, '2 changes of yours'],
  [0, 0, undefined],
])('%i changes of theirs and %i of mine in words', (theirsCount, mineCount, words) => {
  expect(describeMerged({ ...mergeDraft(null, '1', '2'), theirsCount, mineCount }, 'nightly-etl')).toBe(words);
});

test('one change was merged, two were merged', () => {
  const merge = { ...mergeDraft(null, '1', '2'), mineCount: 0 };

  expect(describeAutomatic({ ...merge, theirsCount: 1 }, 'x')).toBe('1 change by x was merged automatically.');
  expect(describeAutomatic({ ...merge, theirsCount: 2 }, 'x')).toBe('2 changes by x were merged automatically.');
  expect(describeAutomatic({ ...merge, theirsCount: 0 }, 'x')).toBe('');
});

test('conflicts are counted', () => {
  expect([0, 1, 2].map(describeConflicts)).toEqual([
    'No conflicts.',
    '1 conflict: choose which side to keep.',
    '2 conflicts: choose which side to keep.',
  ]);
});
