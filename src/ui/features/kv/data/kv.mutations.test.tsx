// @vitest-environment jsdom
import { useMutation, useQuery } from '@tanstack/react-query';
import { act, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { PairListState } from '#contract/page/list-search.ts';
import { renderHookWithServer } from '#testing/render-hook.tsx';
import { watchRequests } from '#testing/requests.ts';
import { SET, type TestServer } from '#testing/test-server.ts';
import { type PairRows, usePairRows } from '../list/use-pair-rows.ts';
import { kvMutations } from './kv.mutations.ts';
import { kvQueries } from './kv.queries.ts';

const LIST: PairListState = { search: '', sort: 'key', direction: 'asc', isUnread: false };

const seed = async (server: TestServer) => {
  for (const key of ['a', 'b', 'c']) await server.graphql(SET, JSON.stringify({ input: { key, value_text: '1' } }));
};

const textsOf = ({ count = 0, at }: PairRows) =>
  Array.from({ length: count }, (_, index) => `${at(index)?.key}=${at(index)?.preview}`);

const isAnyPending = ({ count = 0, at, isPending }: PairRows) =>
  Array.from({ length: count }, (_, index) => at(index)).some((pair) => pair && isPending(pair));

async function open() {
  const onSuccess = vi.fn();
  /** What the list has shown, render by render. */
  const seen: string[] = [];
  const onError = vi.fn();
  const rendered = await renderHookWithServer(
    () => {
      const rows = usePairRows(LIST);
      seen.push(textsOf(rows).join());
      return {
        rows,
        usage: useQuery(kvQueries.usage()).data,
        set: useMutation({ ...kvMutations.set(), onSuccess, onError }),
        remove: useMutation({ ...kvMutations.delete(), onSuccess, onError }),
        rename: useMutation({ ...kvMutations.rename(), onSuccess, onError }),
      };
    },
    undefined,
    seed,
  );
  const { result } = rendered;
  const rows = () => textsOf(result.current.rows);
  await waitFor(() => expect(rows()).toEqual(['a=1', 'b=1', 'c=1']));
  const b = result.current.rows.at(1);
  if (!b) throw new Error('The list has no second row.');
  return { ...rendered, rows, seen, b, requests: watchRequests(), onSuccess, onError };
}

type Opened = Awaited<ReturnType<typeof open>>;

const request = (b: Opened['b'], expectedVersion = b.version) => ({
  id: b.id,
  expectedVersion,
  idempotencyKey: 'once',
});

const WRITES: [string, operation: string, write: (opened: Opened, version?: number) => void, shown: string[]][] = [
  [
    'save',
    'SetPair',
    ({ result, b }, version) => result.current.set.mutate({ ...request(b, version), key: 'b', valueText: '"new"' }),
    ['a=1', 'b="new"', 'c=1'],
  ],
  [
    'deletion',
    'DeletePair',
    ({ result, b }, version) => result.current.remove.mutate({ ...request(b, version), key: 'b' }),
    ['a=1', 'c=1'],
  ],
  [
    'rename',
    'RenamePair',
    ({ result, b }, version) => result.current.rename.mutate({ ...request(b, version), from: 'b', to: 'bb' }),
    ['a=1', 'bb=1', 'c=1'],
  ],
];

test.each(WRITES)('a %s is in the list before the answer, and never shows the old value again', async (...row) => {
  const [, operation, write, shown] = row;
  const opened = await open();
  const { result, requests, rows, seen, onSuccess } = opened;
  const held = requests.hold(operation);
  act(() => write(opened));
  await waitFor(() => expect(held.count()).toBe(1));
  await waitFor(() => expect(rows()).toEqual(shown));
  expect(onSuccess).not.toHaveBeenCalled();
  seen.length = 0;

  const pages = requests.count('ListPairs');
  await act(async () => held.release());
  // A mutation with an `onSuccess` of its own still has the page read the list again.
  await waitFor(() => expect(requests.count('ListPairs')).toBeGreaterThan(pages));
  await waitFor(() => expect(onSuccess).toHaveBeenCalledOnce());
  await waitFor(() => expect(isAnyPending(result.current.rows)).toBe(false));

  expect(rows()).toEqual(shown);
  expect(new Set(seen)).toEqual(new Set([shown.join()]));
});

test.each(WRITES)('a %s that is refused is taken back', async (_what, operation, write) => {
  const opened = await open();
  const { server, requests, rows, onError } = opened;
  const held = requests.hold(operation);
  act(() => write(opened));
  await waitFor(() => expect(rows()).not.toEqual(['a=1', 'b=1', 'c=1']));
  await server.graphql(SET, JSON.stringify({ input: { key: 'b', value_text: '2' } }));

  await act(async () => held.release());

  await waitFor(() => expect(onError).toHaveBeenCalledOnce());
  await waitFor(() => expect(rows()).toEqual(['a=1', 'b=1', 'c=1']));
  expect(onError.mock.calls[0]?.[0].code).toBe('VERSION_CONFLICT');
});

test.each(WRITES)('a %s based on another version than the list has is not shown before the answer', async (...row) => {
  const [, operation, write] = row;
  const opened = await open();
  const held = opened.requests.hold(operation);
  act(() => write(opened, 7));
  await waitFor(() => expect(held.count()).toBe(1));

  expect(opened.rows()).toEqual(['a=1', 'b=1', 'c=1']);

  await act(async () => held.release());
  await waitFor(() => expect(opened.onError).toHaveBeenCalledOnce());
});

test('pairs in use are what the server says, not what is expected', async () => {
  const opened = await open();
  await waitFor(() => expect(opened.result.current.usage?.used).toBe(3));
  const held = opened.requests.hold('DeletePair');
  act(() => opened.result.current.remove.mutate({ ...request(opened.b), key: 'b' }));
  await waitFor(() => expect(opened.rows()).toEqual(['a=1', 'c=1']));
  expect(opened.result.current.usage?.used).toBe(3);

  await act(async () => held.release());
  await waitFor(() => expect(opened.result.current.usage?.used).toBe(2));
});
