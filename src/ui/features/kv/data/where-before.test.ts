import { expect, test } from 'vitest';
import type { PairSummary } from '#contract/page/pair-row.ts';
import { toWhereBefore } from './where-before.ts';

const pair = { key: 'k', size: 7 } as PairSummary;
const without = { key: 'k', size: null as unknown } as PairSummary;

test('before a pair, by key, are the smaller keys or the greater', () => {
  expect(toWhereBefore(pair, 'key', 'asc')).toEqual({ key: { _lt: 'k' } });
  expect(toWhereBefore(pair, 'key', 'desc')).toEqual({ key: { _gt: 'k' } });
});

test('by another column, pairs that are equal in it follow the key, upwards in both directions', () => {
  const isEqual = { size: { _eq: 7 }, key: { _lt: 'k' } };

  expect(toWhereBefore(pair, 'size', 'desc')).toEqual({ _or: [{ size: { _gt: 7 } }, isEqual] });
  expect(toWhereBefore(pair, 'size', 'asc')).toEqual({
    _or: [{ size: { _lt: 7 } }, { size: { _is_null: true } }, isEqual],
  });
});

test('null is the least: upwards only pairs without a value come before it, downwards all others', () => {
  const isEqual = { size: { _is_null: true }, key: { _lt: 'k' } };

  expect(toWhereBefore(without, 'size', 'asc')).toEqual(isEqual);
  expect(toWhereBefore(without, 'size', 'desc')).toEqual({ _or: [{ size: { _is_null: false } }, isEqual] });
});
