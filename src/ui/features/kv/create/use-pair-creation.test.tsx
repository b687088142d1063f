// @vitest-environment jsdom
import { useQuery } from '@tanstack/react-query';
import { act, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderHookWithServer } from '#testing/render-hook.tsx';
import { watchRequests } from '#testing/requests.ts';
import { SET, type TestServer } from '#testing/test-server.ts';
import { useAnnouncement } from '#ui/shared/announce.ts';
import { openOnPaper } from '#ui/shared/editor/session/test-paper.ts';
import { pairQueries } from '../data/existing.queries.ts';
import { kvQueries } from '../data/kv.queries.ts';
import { usePairCreation } from './use-pair-creation.ts';

const KEY = 'k';

const set = (server: TestServer, valueText: string) =>
  server.graphql(SET, JSON.stringify({ input: { key: KEY, value_text: valueText } }));

async function read(server: TestServer) {
  const { json } = await server.graphql(
    'query ($key: String!) { key_value(where: { key: { _eq: $key } }) { version value_text } }',
    JSON.stringify({ key: KEY }),
  );
  return json.data.key_value[0];
}

/** The form of a new pair, without a screen. */
async function open(stored?: string) {
  const paper = openOnPaper(null);
  const onCreated = vi.fn();
  const rendered = await renderHookWithServer(
    () => ({
      ...usePairCreation({ session: paper.session, onCreated }),
      announced: useAnnouncement(),
      existing: useQuery(pairQueries.existing(KEY)).data,
      open: useQuery({ ...kvQueries.pair(KEY), enabled: false }).data,
    }),
    undefined,
    async (server) => void (stored === undefined || (await set(server, stored))),
  );
  return {
    ...rendered,
    onCreated,
    requests: watchRequests(),
    type: (text: string) => act(async () => paper.type(text)),
    save: (replaces = 0, key = KEY) => act(async () => rendered.result.current.save(key, replaces)),
  };
}

test('a value of 1 MiB becomes a pair, and opening that does not read it again', async () => {
  const { result, server, requests, onCreated, type, save } = await open();
  const large = JSON.stringify('x'.repeat(1_048_000));
  await type(large);

  await save();
  await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());

  expect(await read(server)).toEqual({ version: 1, value_text: large });
  await waitFor(() => expect(result.current.open).toMatchObject({ version: 1, value_text: large }));
  expect(requests.count('GetPair')).toBe(0);
});

test('two presses of Create are one pair of one version', async () => {
  const { result, server, requests, onCreated, type } = await open();
  await type('1');

  await act(async () => {
    void result.current.save(KEY, 0);
    void result.current.save(KEY, 0);
  });

  await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
  expect(requests.count('SetPair')).toBe(1);
  expect((await read(server)).version).toBe(1);
});

test('a key that was taken first is not overwritten, and the pair that has it is shown', async () => {
  const { result, server, onCreated, type, save } = await open();
  await waitFor(() => expect(result.current.existing).toBeNull());
  await type('"mine"');
  await set(server, '"theirs"');

  await save();
  await waitFor(() => expect(result.current.refusal?.error.code).toBe('VERSION_CONFLICT'));

  await waitFor(() => expect(result.current.existing).toMatchObject({ version: 1, preview: '"theirs"' }));
  expect(await read(server)).toEqual({ version: 1, value_text: '"theirs"' });
  expect(onCreated).not.toHaveBeenCalled();
});

test('only the version that was chosen to be replaced is replaced', async () => {
  const { result, server, onCreated, type, save } = await open('"first"');
  await type('"mine"');
  await set(server, '"second"');

  await save(1);
  await waitFor(() => expect(result.current.refusal?.error.code).toBe('VERSION_CONFLICT'));
  expect((await read(server)).value_text).toBe('"second"');

  await save(2);
  await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
  expect(await read(server)).toEqual({ version: 3, value_text: '"mine"' });
});

test('a pair whose answer was lost is known for undecided, and creating it again has one effect', async () => {
  const { result, server, requests, onCreated, type, save } = await open();
  await type('1');
  requests.lose('SetPair');
  await save();
  await waitFor(() => expect(result.current.refusal?.error.code).toBe('UNREACHABLE'));
  expect(result.current.undecidedKey).toBe(KEY);

  await save();

  await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
  expect(result.current.undecidedKey).toBeNull();
  expect((await read(server)).version).toBe(1);
});

test.each([
  ['text that is not JSON', KEY, '{"a":', 'Fix the JSON error on line 1 first.'],
  ['no text', KEY, '', 'Enter a value first.'],
  ['no key', '', '1', 'A key needs at least one character.'],
])('%s is not sent, and why is announced', async (_what, key, text, reason) => {
  const { result, requests, type, save, onCreated } = await open();
  await type(text);

  await save(0, key);
  await waitFor(() => expect(result.current.announced).toBe(reason));

  // The save that follows is the first that the server sees.
  await type('2');
  await save();
  await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
  expect(requests.count('SetPair')).toBe(1);
});
