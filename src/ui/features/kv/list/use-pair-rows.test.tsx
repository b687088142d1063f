// @vitest-environment jsdom
import { waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { PairListState } from '#contract/page/list-search.ts';
import { renderHookWithServer } from '#testing/render-hook.tsx';
import { SET, type TestServer } from '#testing/test-server.ts';
import { type PairRows, usePairRows } from './use-pair-rows.ts';

const listOf = (search: string): PairListState => ({ search, sort: 'key', direction: 'asc', isUnread: false });

const keysOf = ({ count = 0, at }: PairRows) => Array.from({ length: count }, (_, index) => at(index)?.key);

const seed = async (server: TestServer) => {
  for (const key of ['etl/a', 'etl/b', 'models/a']) {
    await server.graphql(SET, JSON.stringify({ input: { key, value_text: '1' } }));
  }
};

test('the old rows stay until those of a new search are there', async () => {
  const seen: { search: string; keys: unknown[] }[] = [];
  const { result, rerender } = await renderHookWithServer(
    (wanted: PairListState) => {
      const rows = usePairRows(wanted);
      seen.push({ search: rows.shown.search, keys: keysOf(rows) });
      return rows;
    },
    listOf(''),
    seed,
  );
  await waitFor(() => expect(keysOf(result.current)).toEqual(['etl/a', 'etl/b', 'models/a']));
  seen.length = 0;

  rerender(listOf('models'));
  expect(result.current.isSwitching).toBe(true);
  await waitFor(() => expect(result.current.isSwitching).toBe(false));

  expect(keysOf(result.current)).toEqual(['models/a']);
  for (const { search, keys } of seen) {
    expect(keys).toEqual(search === '' ? ['etl/a', 'etl/b', 'models/a'] : ['models/a']);
  }
});

test('rows are kept when the server does not answer, and a retry brings the new ones', async () => {
  const { result, rerender, server } = await renderHookWithServer(usePairRows, listOf(''), seed);
  await waitFor(() => expect(result.current.count).toBe(3));
  const send = globalThis.fetch;
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));

  rerender(listOf('etl'));
  await waitFor(() => expect(result.current.failure?.title).toBe('Showing the previous results'));
  expect(keysOf(result.current)).toEqual(['etl/a', 'etl/b', 'models/a']);

  vi.stubGlobal('fetch', send);
  await server.graphql(SET, JSON.stringify({ input: { key: 'etl/c', value_text: '1' } }));
  result.current.retry();
  await waitFor(() => expect(keysOf(result.current)).toEqual(['etl/a', 'etl/b', 'etl/c']));
});
