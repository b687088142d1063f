import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { KvError } from '#contract/errors.ts';
import type { PairListState } from '#contract/page/list-search.ts';
import { listSearchText } from '#contract/page/list-search.ts';
import { PAGE_SIZE } from '#contract/page/page-queries.ts';
import type { PairSummary } from '#contract/page/pair-row.ts';
import { usePollMs } from '#ui/live/live.ts';
import { type ExpectedRows, expectRows, useExpectedChanges } from '../data/expected.ts';
import { kvQueries } from '../data/kv.queries.ts';
import { pagesOfRows } from './list-window.ts';

/** Rows around the visible ones that are loaded before anyone scrolls to them. */
const LOOKAHEAD_ROWS = 40;
/** Dragging the scroll bar passes a page faster than this; such pages are not requested. */
const SETTLE_MS = 80;

/** `at` is undefined until the page of the row is loaded; `indexOf` is -1 for a pair that is not loaded. */
export interface PairRows extends ExpectedRows {
  /** What the rows show: briefly the previous search, until the new results arrive. */
  readonly shown: PairListState;
  readonly isSwitching: boolean;
  readonly failure: { readonly error: KvError; readonly title: string } | null;
  readonly isRetrying: boolean;
  readonly retry: () => void;
  /** Rows `first` to `last` are on the screen. */
  readonly onVisible: (first: number, last: number) => void;
}

/** The rows of the list. Only pages around the visible rows are loaded; the others are only counted. */
export function usePairRows(wanted: PairListState): PairRows {
  const queryClient = useQueryClient();
  const pollMs = usePollMs();
  const changes = useExpectedChanges();
  const first = useQuery(kvQueries.page(wanted, 0));
  const [shown, setShown] = useState(wanted);
  const isSwitching = listSearchText(shown) !== listSearchText(wanted);
  if (isSwitching && first.data && !first.isPlaceholderData) setShown(wanted);

  const [visible, setVisible] = useState({ of: shown, pages: [0] as readonly number[] });
  const pages = visible.of === shown ? visible.pages : [0];
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const results = useQueries({
    queries: pages.map((page) => ({
      ...kvQueries.page(shown, page),
      placeholderData: undefined,
      refetchInterval: pollMs,
    })),
  });
  const loaded = new Map(pages.map((page, index) => [page, results[index]?.data?.pairs]));
  const newest = results.reduce((latest, result) => (result.dataUpdatedAt > latest.dataUpdatedAt ? result : latest));
  // Far from the loaded pages there is briefly no result, but the number of rows is known.
  const [known, setKnown] = useState<{ of: PairListState; count: number } | null>(null);
  const count = newest.data?.count ?? (known?.of === shown ? known.count : undefined);
  if (count !== undefined && (known?.of !== shown || known.count !== count)) setKnown({ of: shown, count });
  const failed = (isSwitching && first.isError ? [first] : results).filter((result) => result.isError);

  function onVisible(firstRow: number, lastRow: number) {
    const next = pagesOfRows(
      firstRow - LOOKAHEAD_ROWS,
      Math.min(lastRow + LOOKAHEAD_ROWS, (count ?? 1) - 1),
      PAGE_SIZE,
    );
    clearTimeout(timer.current);
    if (next.join() === pages.join()) return;
    const isAtHand = next.every((page) => queryClient.getQueryData(kvQueries.page(shown, page).queryKey));
    const show = () => setVisible({ of: shown, pages: next });
    if (isAtHand) show();
    else timer.current = setTimeout(show, SETTLE_MS);
  }

  const stored = {
    count,
    at: (index: number) => loaded.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE],
    indexOf: (isPair: (pair: PairSummary) => boolean) => {
      for (const [page, pairs = []] of loaded) {
        const index = pairs.findIndex(isPair);
        if (index >= 0) return page * PAGE_SIZE + index;
      }
      return -1;
    },
  };

  return {
    shown,
    ...expectRows(stored, changes),
    isSwitching: isSwitching && !first.isError,
    failure: describeFailure(failed[0]?.error ?? null, isSwitching, count !== undefined),
    isRetrying: failed.some((result) => result.isFetching),
    retry: () => {
      for (const result of failed) void result.refetch();
    },
    onVisible,
  };
}

function describeFailure(error: KvError | null, isSwitching: boolean, hasRows: boolean): PairRows['failure'] {
  // The dialog to sign in again covers the page.
  if (!error || error.code === 'UNAUTHENTICATED') return null;
  if (!hasRows) return { error, title: 'The list could not be loaded' };
  if (isSwitching) return { error, title: 'Showing the previous results' };
  // The banner above the page already says so.
  return error.code === 'UNREACHABLE' ? null : { error, title: 'The list could not be refreshed' };
}
