import { type RefObject, useEffect, useState } from 'react';
import type { PairActions } from '../actions/pair-actions-context.ts';
import type { PairTableHandle } from './table/PairTable.tsx';
import type { PairRows } from './use-pair-rows.ts';

interface FirstHitOptions {
  rows: PairRows;
  table: RefObject<PairTableHandle | null>;
  actions: PairActions;
}

/** Opens the first hit of a search once its rows are there, unless the person goes on typing or leaves. */
export function useFirstHit({ rows, table, actions }: FirstHitOptions) {
  /** The search whose first hit is wanted. */
  const [wanted, setWanted] = useState<string | null>(null);
  const isThere = wanted !== null && !rows.isSwitching && rows.shown.search === wanted && rows.count !== undefined;
  const hit = isThere ? rows.at(0) : undefined;
  const isOver = rows.failure !== null || (isThere && rows.count === 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the wanted rows are there.
  useEffect(() => {
    if (wanted === null || (!hit && !isOver)) return;
    setWanted(null);
    if (!hit) return;
    table.current?.focusRow(0);
    actions.open(hit.key);
  }, [wanted, hit, isOver]);

  return {
    open: (search: string) => setWanted(search),
    forget: () => setWanted(null),
  };
}
