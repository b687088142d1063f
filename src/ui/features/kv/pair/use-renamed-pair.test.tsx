// @vitest-environment jsdom
import { useQueryClient } from '@tanstack/react-query';
import { act, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderHookWithServer } from '#testing/render-hook.tsx';
import { SET, type TestServer } from '#testing/test-server.ts';
import { kvQueries } from '../data/kv.queries.ts';
import { useRenamedPair } from './use-renamed-pair.ts';

const RENAME = `mutation ($id: UUID!, $key: String!) {
  rename_key_value(input: { key_value_id: $id, key: $key }) { id }
}`;

const rename = (server: TestServer, id: string, key: string) => server.graphql(RENAME, JSON.stringify({ id, key }));

/** A pair that was open as `old`, and that someone else has renamed or deleted. */
async function open(change: (server: TestServer, id: string) => Promise<unknown>) {
  let id = '';
  const onMoved = vi.fn();
  const rendered = await renderHookWithServer(
    () => ({ ...useRenamedPair({ id, oldKey: 'old', onMoved }), queryClient: useQueryClient() }),
    undefined,
    async (server) => {
      const { json } = await server.graphql(SET, '{"input":{"key":"old","value_text":"1.0"}}');
      id = json.data.set_key_value.id;
      await change(server, id);
    },
  );
  return { ...rendered, id, onMoved };
}

test('a renamed pair is found under its new key, and moved to with its value', async () => {
  const { result, onMoved } = await open((server, id) => rename(server, id, 'new'));
  await waitFor(() => expect(result.current.newKey).toBe('new'));

  await act(async () => result.current.follow());
  await waitFor(() => expect(onMoved).toHaveBeenCalledExactlyOnceWith('new'));
  expect(result.current.queryClient.getQueryData(kvQueries.pair('new').queryKey)?.value_text).toBe('1.0');
});

test('a pair that was renamed once more is not confused with the one that has its key', async () => {
  const { result, server, id, onMoved } = await open((seeded, renamed) => rename(seeded, renamed, 'new'));
  await waitFor(() => expect(result.current.newKey).toBe('new'));
  await rename(server, id, 'newest');
  await server.graphql(SET, '{"input":{"key":"new","value_text":"\\"another\\""}}');

  await act(async () => result.current.follow());
  await waitFor(() => expect(result.current.newKey).toBe('newest'));
  expect(onMoved).not.toHaveBeenCalled();
});

test('a deleted pair has no new key', async () => {
  const DELETE = 'mutation ($id: UUID!) { delete_key_value(input: { key_value_id: $id }) { success } }';
  const { result, onMoved } = await open((server, id) => server.graphql(DELETE, JSON.stringify({ id })));
  await waitFor(() => expect(result.current.queryClient.isFetching()).toBe(0));

  expect(result.current.newKey).toBeUndefined();
  await act(async () => result.current.follow());
  expect(onMoved).not.toHaveBeenCalled();
});
