// @vitest-environment jsdom
import { waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { PairListState } from '#contract/page/list-search.ts';
import { renderHookWithServer } from '#testing/render-hook.tsx';
import { SET, type TestServer } from '#testing/test-server.ts';
import { useOpenPairRow } from './use-open-pair-row.ts';
import type { PairRows } from './use-pair-rows.ts';

const KEYS = ['etl/a', 'etl/b', 'models/a', 'models/b'];
const LIST: PairListState = { search: '', sort: 'key', direction: 'desc', isUnread: false };

const table = { activeIndex: 0, focusRow: vi.fn(), scrollToRow: vi.fn() };

interface State {
  openKey: string | null;
  /** Keys of the rows that are at hand. */
  atHand?: readonly string[];
  isSwitching?: boolean;
  count?: number | undefined;
}

const seed = async (server: TestServer) => {
  for (const key of KEYS) await server.graphql(SET, JSON.stringify({ input: { key, value_text: '1' } }));
};

const render = (first: State) =>
  renderHookWithServer(
    ({ openKey, atHand = KEYS, isSwitching = false, ...state }: State) => {
      const rows = {
        ...{ isSwitching, count: 'count' in state ? state.count : KEYS.length },
        indexOf: (isPair) => atHand.findIndex((key) => isPair({ key } as never)),
      } as Pick<PairRows, 'isSwitching' | 'count' | 'indexOf'> as PairRows;
      useOpenPairRow({ rows, table: { current: table }, listState: LIST, openKey });
    },
    first,
    seed,
  );

beforeEach(() => {
  vi.clearAllMocks();
  document.body.innerHTML = '';
});

test('a pair that is at hand is scrolled to when it is opened, and not again', async () => {
  const { rerender } = await render({ openKey: 'etl/b' });
  expect(table.scrollToRow.mock.calls).toEqual([[1]]);

  rerender({ openKey: 'etl/b', atHand: ['other', ...KEYS] });
  expect(table.scrollToRow).toHaveBeenCalledOnce();
  rerender({ openKey: 'models/a' });
  expect(table.scrollToRow.mock.calls).toEqual([[1], [2]]);
  expect(table.focusRow).not.toHaveBeenCalled();
});

test('the row of any other pair is asked for, in the order of the list', async () => {
  await render({ openKey: 'etl/a', atHand: [] });
  await waitFor(() => expect(table.scrollToRow.mock.calls).toEqual([[3]]));
});

test('a pair that is not in the list moves nothing, nor does the answer for one that is closed by then', async () => {
  const { rerender } = await render({ openKey: 'nowhere', atHand: [] });
  rerender({ openKey: 'etl/a', atHand: [] });
  rerender({ openKey: 'models/b', atHand: [] });

  // The last question: those before it have been answered.
  await waitFor(() => expect(table.scrollToRow).toHaveBeenCalled());
  expect(table.scrollToRow.mock.calls).toEqual([[0]]);
});

test.each([
  ['before the first answer', { count: undefined }],
  ['while other rows are on their way', { isSwitching: true }],
])('nothing moves %s; then it does', async (_case, state) => {
  const { rerender } = await render({ openKey: 'etl/b', ...state });
  expect(table.scrollToRow).not.toHaveBeenCalled();

  rerender({ openKey: 'etl/b' });
  expect(table.scrollToRow.mock.calls).toEqual([[1]]);
});

test('when the pair is closed its row gets the focus, unless something else has it', async () => {
  const { rerender } = await render({ openKey: 'etl/b' });
  rerender({ openKey: null });
  expect(table.focusRow.mock.calls).toEqual([[1]]);

  rerender({ openKey: 'models/a' });
  document.body.insertAdjacentHTML('beforeend', '<button>elsewhere</button>');
  document.querySelector('button')?.focus();
  rerender({ openKey: null });
  expect(table.focusRow).toHaveBeenCalledOnce();
});

test('a row that is gone gets no focus', async () => {
  const { rerender } = await render({ openKey: 'etl/b' });
  rerender({ openKey: null, atHand: ['etl/a'] });
  expect(table.focusRow).not.toHaveBeenCalled();
});
