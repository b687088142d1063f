// @vitest-environment jsdom
import { act, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderHookWithServer } from '#testing/render-hook.tsx';
import { watchRequests } from '#testing/requests.ts';
import { SET, type TestServer } from '#testing/test-server.ts';
import { kvMutations } from './kv.mutations.ts';
import { useWrite } from './use-write.ts';

async function open() {
  const onSuccess = vi.fn();
  let id = '';
  const rendered = await renderHookWithServer(
    () => useWrite({ ...kvMutations.rename(), onSuccess }),
    undefined,
    async (server: TestServer) => {
      const { json } = await server.graphql(SET, '{"input":{"key":"a","value_text":"1"}}');
      id = json.data.set_key_value.id;
    },
  );
  const rename = (to: string) =>
    act(async () => rendered.result.current.mutate({ id, from: 'a', to, expectedVersion: 1 }));
  return { ...rendered, onSuccess, rename, requests: watchRequests() };
}

test('a second press after a lost answer is the same request, and succeeds', async () => {
  const { result, requests, onSuccess, rename } = await open();
  requests.lose('RenamePair');
  await rename('b');
  await waitFor(() => expect(result.current.error?.code).toBe('UNREACHABLE'));

  await rename('b');
  await waitFor(() => expect(onSuccess).toHaveBeenCalledOnce());
  expect(onSuccess.mock.calls[0]?.[0].version).toBe(2);
  expect(requests.count('RenamePair')).toBe(2);
});

test('another request after a lost answer is another one, and finds what the first has done', async () => {
  const { result, requests, onSuccess, rename } = await open();
  requests.lose('RenamePair');
  await rename('b');
  await waitFor(() => expect(result.current.error?.code).toBe('UNREACHABLE'));

  await rename('c');
  await waitFor(() => expect(result.current.error?.code).toBe('VERSION_CONFLICT'));
  expect(onSuccess).not.toHaveBeenCalled();
});
