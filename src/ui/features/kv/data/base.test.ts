import { describe, expect, test } from 'vitest';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { type Base, compareWithServer, toBase, toMissingBase } from './base.ts';

const pair = (version: number, value_text: string, id = 'one'): OpenPair => ({
  id,
  key: 'k',
  value_text,
  type: 'number',
  size: value_text.length,
  version,
  updated: '2026-01-01T00:00:00.000Z',
  updated_by: 'nightly-etl',
});
const base = toBase(pair(13, '1'));
const typed = { isDirty: true, compact: '2' };
const untouched = { isDirty: false, compact: '1' };
const compare = (on: Base, latest: OpenPair | null, draft: typeof typed) => compareWithServer(on, latest, draft);

describe('a newer version', () => {
  test('is shown when nothing was typed', () => {
    expect(compare(base, pair(14, '9'), untouched)).toBe('load');
  });

  test('is announced, and not shown, if something was typed', () => {
    expect(compare(base, pair(14, '9'), typed)).toBe('changed');
    expect(compare(base, pair(14, '9'), { isDirty: true, compact: undefined as unknown as string })).toBe('changed');
  });

  test('needs no look when it holds what was typed, or what it was typed over', () => {
    expect(compare(base, pair(14, '2'), typed)).toBe('adopt');
    expect(compare(base, pair(14, '1'), typed)).toBe('adopt');
  });

  test('needs no look when its value is the one that is shown, also after Undo', () => {
    expect(compare(base, pair(14, '1'), untouched)).toBe('adopt');
    expect(compareWithServer(base, pair(14, '1'), { ...untouched, isPast: true })).toBe('adopt');
  });

  test('is not taken for the text that Undo brought back', () => {
    expect(compareWithServer(base, pair(14, '9'), { ...untouched, isPast: true })).toBe('changed');
  });

  test('needs no look when it holds what was sent before, and the answer got lost', () => {
    const sent = { ...typed, sentText: '1.5' };

    expect(compare(base, pair(14, '1.5'), sent)).toBe('adopt');
    expect(compare(base, pair(14, '9'), sent)).toBe('changed');
  });

  test('may be of another pair that has the key now, whatever its number', () => {
    expect(compare(base, pair(1, '9', 'two'), typed)).toBe('changed');
    expect(compare(base, pair(13, '9', 'two'), typed)).toBe('changed');
  });
});

test('the version it is based on, and older answers that come late, change nothing', () => {
  expect(compare(base, pair(13, '1'), typed)).toBe('same');
  expect(compare(base, pair(12, '0'), typed)).toBe('same');
});

describe('a deleted pair', () => {
  test('is announced', () => {
    expect(compare(base, null, typed)).toBe('deleted');
    expect(compare(base, null, untouched)).toBe('deleted');
  });

  test('is known once the draft is to become a new pair', () => {
    const missing = toMissingBase(base);

    expect(compare(missing, null, typed)).toBe('same');
    expect(compare(missing, pair(1, '9', 'two'), typed)).toBe('changed');
  });
});
