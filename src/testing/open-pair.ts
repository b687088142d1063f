import { useQuery, useQueryClient } from '@tanstack/react-query';
import { act } from '@testing-library/react';
import type { ReactElement } from 'react';
import { vi } from 'vitest';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { kvQueries } from '#ui/features/kv/data/kv.queries.ts';
import { usePairEdit } from '#ui/features/kv/pair/edit/use-pair-edit.ts';
import { openOnPaper } from '#ui/shared/editor/session/test-paper.ts';
import { useToast } from '#ui/shared/toast.ts';
import { renderHookWithServer } from './render-hook.tsx';
import { watchRequests } from './requests.ts';
import { SET, type TestServer } from './test-server.ts';

/* For tests: an open pair, and the server that others write to. */

export const KEY = 'k';

export const set = (server: TestServer, valueText: string) =>
  server.graphql(SET, JSON.stringify({ input: { key: KEY, value_text: valueText } }));

export async function read(server: TestServer): Promise<OpenPair> {
  const { json } = await server.graphql(
    'query ($key: String!) { key_value(where: { key: { _eq: $key } }) { id key value_text type size version updated updated_by } }',
    JSON.stringify({ key: KEY }),
  );
  return json.data.key_value[0];
}

/** The pair is open in an editor without a screen. */
export async function openPair(valueText: string) {
  const paper = openOnPaper(valueText);
  let opened: OpenPair | undefined;
  const rendered = await renderHookWithServer(
    () => {
      if (!opened) throw new Error('The server has no such pair.');
      const { data, dataUpdatedAt } = useQuery({ ...kvQueries.pair(KEY), initialData: opened });
      const edit = usePairEdit({ pairKey: KEY, opened, latest: data, latestAt: dataUpdatedAt, session: paper.session });
      const toast = useToast()?.content as ReactElement<{ spoken?: string }> | undefined;
      return { ...edit, queryClient: useQueryClient(), told: toast?.props.spoken };
    },
    undefined,
    async (server) => {
      await set(server, valueText);
      opened = await read(server);
    },
  );
  const { result, server } = rendered;
  const onConflict = vi.fn<() => void>();
  return {
    onConflict,
    result,
    server,
    requests: watchRequests(),
    session: paper.session,
    type: (text: string) => act(async () => paper.type(text)),
    undo: () => act(async () => paper.undo()),
    save: () => act(async () => result.current.save(onConflict)),
    /** The page reads what the server has. */
    learn: () => act(() => result.current.queryClient.refetchQueries(kvQueries.pair(KEY))),
  };
}
