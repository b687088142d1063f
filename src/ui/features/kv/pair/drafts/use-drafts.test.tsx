// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOnPaper } from '#ui/shared/editor/session/test-paper.ts';
import { toBase } from '../../data/base.ts';
import { type DraftOwner, DraftOwnerContext } from './draft-owner.ts';
import { draftStore, NEW_PAIR } from './draft-store.ts';
import { useKeptDraft, useLeftDrafts } from './use-drafts.ts';

const ANNA: DraftOwner = { tenantId: 'team', userId: 'anna' };
const BERT: DraftOwner = { tenantId: 'team', userId: 'bert' };

const base = toBase({
  ...{ id: 'id', key: 'k', type: 'number', size: 1, value_text: '1', version: 1 },
  ...{ updated: '2026-01-01T00:00:00.000Z', updated_by: 'admin' },
});

const wrapper =
  (owner: DraftOwner | null) =>
  ({ children }: { children: ReactNode }) => <DraftOwnerContext value={owner}>{children}</DraftOwnerContext>;

/** An editor of the pair `k`, without a screen. */
function edit(owner: DraftOwner | null, about: { pairId: string; key: string } = { pairId: 'id', key: 'k' }) {
  const { session, type } = openOnPaper('1');
  const rendered = renderHook(
    () => useKeptDraft({ session, about: { ...about, base }, hasUnsaved: () => session.getState().isDirty }),
    { wrapper: wrapper(owner) },
  );
  return { ...rendered, session, type: (text: string) => act(async () => type(text)) };
}

const find = (owner: DraftOwner, valueText?: string) =>
  renderHook(() => useLeftDrafts({ pairId: 'id', key: 'k', valueText }), { wrapper: wrapper(owner) }).result;

const stored = (owner: DraftOwner) => draftStore.findForPair(owner, 'id', 'k');

beforeEach(async () => {
  for (const owner of [ANNA, BERT]) {
    for (const { id } of [...(await stored(owner)), ...(await draftStore.findForNewPair(owner))]) {
      await draftStore.remove(id);
    }
  }
});

afterEach(cleanup);

test('text that is not saved is kept, with the version it is based on, and found again by the person who typed it', async () => {
  const { type } = edit(ANNA);
  await type('[1, 2');
  await waitFor(async () => expect(await stored(ANNA)).toMatchObject([{ json: '[1, 2', base: { version: 1 } }]));

  const anna = find(ANNA);
  await waitFor(() => expect(anna.current.draft?.json).toBe('[1, 2'));
  const bert = find(BERT);
  await waitFor(async () => expect(await stored(BERT)).toEqual([]));
  expect(bert.current.draft).toBeNull();
});

test('the editor that goes away writes down what was typed last', async () => {
  const { type, unmount } = edit(ANNA);
  await type('2');
  unmount();

  await waitFor(async () => expect(await stored(ANNA)).toMatchObject([{ json: '2' }]));
});

test('text that is as stored again is not kept', async () => {
  const { type } = edit(ANNA);
  await type('2');
  await waitFor(async () => expect(await stored(ANNA)).toHaveLength(1));

  await type('1');
  await waitFor(async () => expect(await stored(ANNA)).toEqual([]));
});

test('what may go is gone, and what is typed after that is not kept', async () => {
  const { type, result, unmount } = edit(ANNA);
  await type('2');
  await waitFor(async () => expect(await stored(ANNA)).toHaveLength(1));

  act(() => result.current.forget());
  await type('3');
  unmount();
  await waitFor(async () => expect(await stored(ANNA)).toEqual([]));
});

test('a restored draft takes the place of the one that was left behind', async () => {
  const first = edit(ANNA);
  await first.type('2');
  first.unmount();
  await waitFor(async () => expect(await stored(ANNA)).toHaveLength(1));
  const [left] = await stored(ANNA);

  const second = edit(ANNA);
  await second.type('22');
  await act(() => second.result.current.keepNow({ replacedId: left?.id }));

  expect((await stored(ANNA)).map(({ json }) => json)).toEqual(['22']);
});

test('a draft of a new pair becomes one of the pair that was created, and stays as it is', async () => {
  const { type, result } = edit(ANNA, { pairId: NEW_PAIR, key: 'k' });
  await type('2');
  await act(() => result.current.handOver({ pairId: 'id', key: 'k', base }));
  await type('3');

  expect(await draftStore.findForNewPair(ANNA)).toEqual([]);
  expect(await stored(ANNA)).toMatchObject([{ json: '2', pairId: 'id' }]);
});

test('a draft that says what is stored is removed instead of offered', async () => {
  const { type, unmount } = edit(ANNA);
  await type('{ "a": 1 }');
  unmount();
  await waitFor(async () => expect(await stored(ANNA)).toHaveLength(1));

  const found = find(ANNA, '{"a":1}');
  await waitFor(async () => expect(await stored(ANNA)).toEqual([]));
  expect(found.current.draft).toBeNull();
});

test('while no one is signed in nothing is kept', async () => {
  const { type, unmount } = edit(null);
  await type('2');
  unmount();
  // A draft that follows is written after it.
  const { type: typeMore, unmount: leave } = edit(ANNA);
  await typeMore('3');
  leave();

  await waitFor(async () => expect((await stored(ANNA)).map(({ json }) => json)).toEqual(['3']));
});
