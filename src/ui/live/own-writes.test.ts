import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test } from 'vitest';
import { ownWrite } from './own-write.ts';
import { createOwnWrites } from './own-writes.ts';

interface Write {
  key: string;
}

const client = new QueryClient();
const own = createOwnWrites(client.getMutationCache());
afterEach(() => client.clear());

const setMeta = ownWrite({
  touches: ({ key }: Write) => ({ keys: [key] }),
  made: (version: { id: string; version: number }) => version,
});

/** A write that the server has not answered; returns what answers it. */
function begin<Variables>(variables: Variables, meta: typeof setMeta | undefined) {
  let answer: (data: unknown) => void = () => undefined;
  const answered = new Promise((resolve) => {
    answer = resolve;
  });
  const done = client
    .getMutationCache()
    .build(client, { mutationFn: () => answered, meta })
    .execute(variables);
  return async (data: unknown) => {
    answer(data);
    await done;
  };
}

test('a write is pending until it is answered, and its version is known from then on', async () => {
  const answer = begin({ key: 'mine' }, setMeta);
  expect([own.isPending({ id: 'id', key: 'mine' }), own.isPending({ id: 'id', key: 'other' })]).toEqual([true, false]);

  await answer({ id: 'id', version: 3 });

  expect(own.isPending({ id: 'id', key: 'mine' })).toBe(false);
  expect([own.has('id', 3), own.has('id', 2), own.has('other', 3)]).toEqual([true, false, false]);
});

test('it may be known by its id, and by both keys of a rename', async () => {
  const meta = ownWrite({ touches: ({ id, keys }: { id: string; keys: string[] }) => ({ id, keys }) });
  const answer = begin({ id: 'renamed', keys: ['before', 'after'] }, meta);

  expect(own.isPending({ id: 'renamed', key: 'whatever' })).toBe(true);
  expect([own.isPending({ id: 'other', key: 'before' }), own.isPending({ id: 'other', key: 'after' })]).toEqual([
    true,
    true,
  ]);
  await answer({ success: true });
});

test('a mutation that does not say so writes no pair, whatever its variables are called', async () => {
  const answer = begin({ key: 'mine' }, undefined);
  expect(own.isPending({ id: 'id', key: 'mine' })).toBe(false);

  await answer({ id: 'id', version: 9 });

  expect(own.has('id', 9)).toBe(false);
});
