// @vitest-environment jsdom
import { waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderHookWithServer } from '#testing/render-hook.tsx';
import { watchRequests } from '#testing/requests.ts';
import { SET, type TestServer } from '#testing/test-server.ts';
import { useExistingPair } from './use-existing-pair.ts';

const seed = (server: TestServer) => server.graphql(SET, '{"input":{"key":"etl/a","value_text":"1"}}');

async function open(key: string) {
  const rendered = await renderHookWithServer(
    (typed: string) => ({ typed, existing: useExistingPair(typed) }),
    key,
    seed,
  );
  return { ...rendered, requests: watchRequests() };
}

test('the pair that has the key is found when typing pauses, and belongs to no other key', async () => {
  const { result, rerender, requests } = await open('e');
  for (const typed of ['et', 'etl', 'etl/', 'etl/a']) rerender(typed);
  await waitFor(() => expect(result.current.existing).toMatchObject({ key: 'etl/a', version: 1, preview: '1' }));
  // One for what was there first, one for what was typed; none for what was typed through.
  expect(requests.count('GetPairSummary')).toBeLessThanOrEqual(2);

  rerender('etl/ab');
  expect(result.current.existing).toBeUndefined();
});

test('a key that no pair can have is not asked about', async () => {
  const { result, rerender, requests } = await open('');
  rerender('x'.repeat(2_000));
  rerender('etl/a');
  await waitFor(() => expect(result.current.existing?.key).toBe('etl/a'));

  expect(requests.count('GetPairSummary')).toBe(1);
});
