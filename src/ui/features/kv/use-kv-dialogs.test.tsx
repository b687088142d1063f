// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PairSummary } from '#contract/page/pair-row.ts';
import { releaseTyping } from '#ui/shared/keys/typed-ahead.ts';
import type { PairTableHandle } from './list/table/PairTable.tsx';
import type { PairRows } from './list/use-pair-rows.ts';
import { type KvDialogsOptions, useKvDialogs } from './use-kv-dialogs.ts';

const pairOf = (key: string) => ({ id: `id of ${key}`, key, version: 1, preview: '1' });

function rowsOf(keys: readonly string[]): PairRows {
  const pairs = keys.map((key) => pairOf(key) as PairSummary);
  return {
    count: pairs.length,
    at: (index: number) => pairs[index],
    indexOf: (isPair: (pair: PairSummary) => boolean) => pairs.findIndex(isPair),
  } as PairRows;
}

function open(changes: Partial<KvDialogsOptions> = {}) {
  const table = { current: { activeIndex: 0, focusRow: vi.fn(), scrollToRow: vi.fn() } satisfies PairTableHandle };
  const calls = { onOpen: vi.fn(), onMoved: vi.fn(), onClose: vi.fn() };
  const initialProps: KvDialogsOptions = {
    ...{ rows: rowsOf(['a', 'b', 'c']), table, openKey: null, search: '', usage: { used: 3, limit: 50 } },
    ...calls,
    ...changes,
  };
  const { result, rerender } = renderHook(useKvDialogs, { initialProps });
  return {
    result,
    calls,
    table,
    update: (next: Partial<KvDialogsOptions>) => rerender({ ...initialProps, ...next }),
    remove: (key: string) => act(() => result.current.actions.remove(pairOf(key))),
    deletion: () => result.current.deletions[0],
  };
}

afterEach(() => {
  releaseTyping();
  cleanup();
});

test('New pair explains a full licence instead', () => {
  const { result, update } = open({ usage: { used: 50, limit: 50 } });
  act(() => result.current.actions.create({ initialKey: 'x' }));
  expect(result.current).toMatchObject({ limit: { used: 50, limit: 50 }, newPair: null });

  act(() => result.current.closeLimit());
  update({ usage: { used: 49, limit: 50 } });
  act(() => result.current.actions.create({ initialKey: 'x' }));
  expect(result.current).toMatchObject({ limit: null, newPair: { initialKey: 'x' } });
});

test.each([
  ['etl', 'ETL/a', 'etl'],
  ['etl', 'models/a', ''],
])('with the search %j the new pair %j is opened with the search %j', (search, key, next) => {
  const { result, calls } = open({ search });
  act(() => result.current.onCreated(key));

  expect(calls.onOpen).toHaveBeenCalledWith(key, { search: next });
});

test('each pair has one dialog, and two pairs have two', () => {
  const { result, remove } = open();
  for (const key of ['a', 'b', 'a']) remove(key);
  for (const key of ['a', 'a']) act(() => result.current.actions.rename(pairOf(key)));

  expect(result.current.deletions.map(({ pair }) => pair.key)).toEqual(['a', 'b']);
  expect(result.current.renamings.map(({ pair }) => pair.key)).toEqual(['a']);
});

test('a renamed pair stays open under its new key', () => {
  const { result, calls } = open({ openKey: 'b' });
  act(() => result.current.actions.rename(pairOf('b')));
  act(() => result.current.renamings[0]?.onRenamed('bb'));

  expect(calls.onMoved).toHaveBeenCalledWith('b', 'bb');
  expect(result.current.renamings).toEqual([]);
});

describe('a deletion', () => {
  test.each([
    ['b', ['a', 'c'], 1],
    ['c', ['a', 'b'], 1],
    ['a', ['b', 'c'], 0],
  ])('of %j leaves the focus to row %j that follows, once its row has gone', (key, left, row) => {
    const { remove, deletion, update, table } = open();
    remove(key);
    act(() => deletion()?.onSent());
    expect(table.current.focusRow).not.toHaveBeenCalled();

    update({ rows: rowsOf(left) });
    expect(table.current.focusRow).toHaveBeenCalledExactlyOnceWith(row);
  });

  test('of the last pair leaves the focus to New pair', () => {
    document.body.insertAdjacentHTML('beforeend', '<button id="new-pair">New pair</button>');
    const { remove, deletion, update } = open({ rows: rowsOf(['a']) });
    remove('a');
    act(() => deletion()?.onSent());
    update({ rows: rowsOf([]) });

    expect(document.activeElement?.id).toBe('new-pair');
  });

  test('closes the open pair before the answer, and no other', () => {
    const { remove, deletion, calls } = open({ openKey: 'b' });
    remove('a');
    act(() => deletion()?.onSent());
    expect(calls.onClose).not.toHaveBeenCalled();

    const other = open({ openKey: 'b' });
    other.remove('b');
    act(() => other.deletion()?.onSent());
    expect(other.calls.onClose).toHaveBeenCalledExactlyOnceWith({ ignoreBlocker: true });
  });

  test.each([
    ['no pair', true, null],
    ['another pair', false, 'c'],
  ])('that is refused while %s is open (opens its pair again: %s)', (_what, isOpened, openKey) => {
    const { remove, deletion, update, calls, table } = open({ openKey: 'b' });
    remove('b');
    act(() => deletion()?.onSent());
    update({ openKey, rows: rowsOf(['a', 'c']) });
    table.current.focusRow.mockClear();

    act(() => deletion()?.onRefused());
    update({ openKey });

    expect(calls.onOpen.mock.calls).toEqual(isOpened ? [['b']] : []);
    expect(table.current.focusRow).not.toHaveBeenCalled();
    expect(deletion()?.pair.key).toBe('b');
  });
});
