import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import type { PairListState } from '#contract/page/list-search.ts';
import type { PairTableHandle } from './table/PairTable.tsx';
import type { PairRows } from './use-pair-rows.ts';

interface OpenPairRowOptions {
  rows: PairRows;
  table: RefObject<PairTableHandle | null>;
  listState: PairListState;
  openKey: string | null;
}

/** Scrolls to the row of a pair when the pair is opened, and returns the focus to it when the pair is closed. */
export function useOpenPairRow({ rows, table, listState, openKey }: OpenPairRowOptions): void {
  const queryClient = useQueryClient();
  const isReady = rows.count !== undefined && !rows.isSwitching;
  const shownKey = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: when a pair opens or closes, not when the rows change.
  useEffect(() => {
    if (!isReady || openKey === shownKey.current) return;
    const former = shownKey.current;
    shownKey.current = openKey;

    if (openKey === null) {
      const row = rows.indexOf((pair) => pair.key === former);
      // Only if nothing else has the focus.
      if (row >= 0 && document.activeElement === document.body) table.current?.focusRow(row);
      return;
    }

    const row = rows.indexOf((pair) => pair.key === openKey);
    if (row >= 0) {
      table.current?.scrollToRow(row);
      return;
    }
    void import('../data/position.queries.ts')
      .then(({ positionQueries }) => queryClient.fetchQuery(positionQueries.position(listState, openKey)))
      .then(
        (position) => {
          if (position !== null && shownKey.current === openKey) table.current?.scrollToRow(position);
        },
        // The pair is open anyway, and the list reports its own failures.
        () => undefined,
      );
  }, [isReady, openKey]);
}
