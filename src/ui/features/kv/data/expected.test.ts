import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PairSummary } from '#contract/page/pair-row.ts';
import { type ExpectedChange, expectRows } from './expected.ts';

const pairOf = (id: string): PairSummary => ({
  id,
  key: `key ${id}`,
  type: 'number',
  size: 1,
  version: 1,
  preview: '1',
  created: '2026-01-01T00:00:00.000Z',
  created_by: 'admin',
  updated: '2026-01-01T00:00:00.000Z',
  updated_by: 'admin',
});

const rowsOf = (pairs: readonly (PairSummary | undefined)[]) => ({
  count: pairs.length,
  at: (index: number) => pairs[index],
  indexOf: (isPair: (pair: PairSummary) => boolean) => pairs.findIndex((pair) => pair && isPair(pair)),
});

const changeOf = (id: string, change: ExpectedChange['change']): ExpectedChange => ({
  isOf: (pair) => pair.id === id && pair.version === 1,
  change,
});

const listOf = ({ count = 0, at }: ReturnType<typeof expectRows>) =>
  Array.from({ length: count }, (_, index) => at(index));

describe('a change on its way', () => {
  const stored = rowsOf(['a', 'b', 'c'].map(pairOf));

  test('is shown in its row, which counts as pending, and in no other', () => {
    const rows = expectRows(stored, [changeOf('b', { key: 'new', version: 2 })]);

    expect(listOf(rows).map((pair) => pair?.key)).toEqual(['key a', 'new', 'key c']);
    expect(listOf(rows).map((pair) => pair && rows.isPending(pair))).toEqual([false, true, false]);
    expect(rows.indexOf(({ key }) => key === 'new')).toBe(1);
    expect(rows.indexOf(({ key }) => key === 'key b')).toBe(-1);
  });

  test('is not shown over a version that it is not based on', () => {
    const newer = rowsOf([{ ...pairOf('a'), version: 2 }]);

    expect(listOf(expectRows(newer, [changeOf('a', null), changeOf('a', { key: 'new' })]))).toEqual([newer.at(0)]);
  });
});

test('deleted rows are left out, wherever they are and whatever is not loaded', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  fc.assert(
    fc.property(fc.subarray(ids), fc.subarray(ids), (loaded, deleted) => {
      const pairs = ids.map((id) => (loaded.includes(id) ? pairOf(id) : undefined));
      // Twice the same is once.
      const changes = [...deleted, ...deleted].map((id) => changeOf(id, null));

      const rows = expectRows(rowsOf(pairs), changes);

      const left = pairs.filter((pair) => pair === undefined || !deleted.includes(pair.id));
      expect(listOf(rows)).toEqual(left);
      for (const id of ids) {
        expect(rows.indexOf((pair) => pair.id === id)).toBe(left.findIndex((pair) => pair?.id === id));
      }
    }),
  );
});
