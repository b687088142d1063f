// @vitest-environment jsdom
import { act, renderHook, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { openOnPaper } from '#ui/shared/editor/session/test-paper.ts';
import { toBase } from '../../data/base.ts';
import { useMerge } from './use-merge.ts';

const pairOf = (version: number, value: string): OpenPair => ({
  ...{ id: 'id', key: 'k', type: 'object', size: value.length, value_text: value, version },
  ...{ updated: '2026-01-01T00:00:00.000Z', updated_by: 'nightly-etl' },
});

const BASE = pairOf(1, '{"a":1,"b":1}');

async function open({ mine, theirs }: { mine: string; theirs: OpenPair }) {
  const { session, type } = openOnPaper(BASE.value_text);
  await act(async () => type(mine));
  const show = vi.fn();
  const save = vi.fn();
  const fetchLatest = vi.fn<() => Promise<OpenPair | null>>(async () => theirs);
  const initialProps: { latest: OpenPair | null } = { latest: theirs };
  const rendered = renderHook(
    ({ latest }) => useMerge({ base: toBase(BASE), latest, session, fetchLatest, show, save }),
    {
      initialProps,
    },
  );
  return { ...rendered, show, save, fetchLatest, start: () => act(async () => rendered.result.current.start(theirs)) };
}

test('changes to different paths are merged without a question, and Undo is offered', async () => {
  const theirs = pairOf(2, '{"a":1,"b":2}');
  const { result, show, start } = await open({ mine: '{"a":2,"b":1}', theirs });
  await start();

  await waitFor(() => expect(show).toHaveBeenCalledOnce());
  const [base, text, status, isUnsaved] = show.mock.calls[0] ?? [];
  expect([base, isUnsaved]).toEqual([toBase(theirs), true]);
  expect(JSON.parse(text)).toEqual({ a: 2, b: 2 });
  expect(status).toBe('Merged with version 2: 1 change by nightly-etl and 1 of yours. You can undo this.');
  expect(result.current.mine).toBeNull();
});

test('two presses are one merge', async () => {
  const theirs = pairOf(2, '{"a":1,"b":2}');
  const { result, fetchLatest, show } = await open({ mine: '{"a":2,"b":1}', theirs });
  await act(async () => {
    result.current.start(theirs);
    result.current.start(theirs);
  });

  await waitFor(() => expect(show).toHaveBeenCalledOnce());
  expect(fetchLatest).toHaveBeenCalledOnce();
});

test('a conflict asks, and what was decided is shown', async () => {
  const theirs = pairOf(2, '{"a":3,"b":1}');
  const { result, show, save, start } = await open({ mine: '{"a":2,"b":1}', theirs });
  await start();
  await waitFor(() => expect(result.current.mine).toBe('{"a":2,"b":1}'));
  expect(show).not.toHaveBeenCalled();

  await act(async () => result.current.accept(theirs, '{"a":3,"b":1}', false));
  expect(save).not.toHaveBeenCalled();
  expect(show).toHaveBeenCalledExactlyOnceWith(
    toBase(theirs),
    '{"a":3,"b":1}',
    'Merged with version 2. You can undo this.',
    true,
  );
  expect(result.current.mine).toBeNull();
});

test('what was decided is saved if wanted, after it is in the editor', async () => {
  const theirs = pairOf(2, '{"a":3,"b":1}');
  const { result, show, save, start } = await open({ mine: '{"a":2,"b":1}', theirs });
  await start();
  await waitFor(() => expect(result.current.mine).not.toBeNull());
  save.mockImplementation(() => expect(show).toHaveBeenCalledOnce());

  await act(async () => result.current.accept(theirs, '{"a":2,"b":1}', true));
  expect(save).toHaveBeenCalledOnce();
});

test('what was decided about an older version than the newest is not shown: the dialog merges again', async () => {
  const theirs = pairOf(2, '{"a":3,"b":1}');
  const { result, show, save, fetchLatest, start } = await open({ mine: '{"a":2,"b":1}', theirs });
  await start();
  await waitFor(() => expect(result.current.mine).not.toBeNull());
  fetchLatest.mockResolvedValue(pairOf(3, '{"a":4,"b":1}'));

  await act(async () => result.current.accept(theirs, '{"a":3,"b":1}', true));

  expect(fetchLatest).toHaveBeenCalledTimes(2);
  expect(save).not.toHaveBeenCalled();
  expect(show).not.toHaveBeenCalled();
  expect(result.current.mine).not.toBeNull();
});

test('without an answer the version that is known is merged', async () => {
  const theirs = pairOf(2, '{"a":1,"b":2}');
  const { fetchLatest, show, start } = await open({ mine: '{"a":2,"b":1}', theirs });
  fetchLatest.mockRejectedValue(new Error('no answer'));
  await start();

  await waitFor(() => expect(show).toHaveBeenCalledOnce());
});

test('a deleted pair ends the merge', async () => {
  const theirs = pairOf(2, '{"a":3,"b":1}');
  const { result, rerender, start } = await open({ mine: '{"a":2,"b":1}', theirs });
  await start();
  await waitFor(() => expect(result.current.mine).not.toBeNull());

  rerender({ latest: null });
  expect(result.current.mine).toBeNull();
});
