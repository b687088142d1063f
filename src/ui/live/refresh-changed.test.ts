import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { kvQueries } from '#ui/features/kv/data/kv.queries.ts';

import { refreshChanged } from './refresh-changed.ts';

test('older entries that are being loaded arrive, however often something changes', async () => {
  const client = new QueryClient();
  const answers: (() => void)[] = [];
  const observer = new InfiniteQueryObserver(client, {
    queryKey: [...kvQueries.all, 'changes'],
    queryFn: ({ pageParam }) => new Promise<number>((resolve) => answers.push(() => resolve(pageParam))),
    initialPageParam: 0,
    getNextPageParam: (last) => last + 1,
  });
  const end = observer.subscribe(() => undefined);
  answers.pop()?.();
  await expect.poll(() => observer.getCurrentResult().data?.pages).toEqual([0]);

  const more = observer.fetchNextPage();
  void refreshChanged(client, null);
  for (const answer of answers) answer();

  expect((await more).data?.pages).toEqual([0, 1]);
  end();
});

test('only pairs that have changed are read again, and not versions that this page has', async () => {
  const client = new QueryClient();
  const read: string[] = [];
  const ends = ['same', 'known', 'old'].map((key) => {
    client.setQueryData(kvQueries.pair(key).queryKey, { key, version: 2 } as never);
    return new QueryObserver(client, {
      queryKey: kvQueries.pair(key).queryKey,
      queryFn: () => {
        read.push(key);
        return null;
      },
      staleTime: Number.POSITIVE_INFINITY,
    }).subscribe(() => undefined);
  });

  await refreshChanged(
    client,
    new Map([
      ['known', 2],
      ['old', 3],
    ]),
  );

  expect(read).toEqual(['old']);
  for (const end of ends) end();
});
