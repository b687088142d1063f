import { createContext, use } from 'react';
import type { PairIdentity } from '../data/kv.queries.ts';

export interface NewPair {
  readonly initialKey: string;
  /** The initial JSON text. */
  readonly initialText?: string;
  /** The draft that the text comes from; removed once the pair is created. */
  readonly draftId?: string;
}

/** Opens something on the page. Keys typed before it is ready are kept for it. */
export interface PairActions {
  /** Shows the pair beside the list. */
  readonly open: (key: string) => void;
  readonly create: (pair: NewPair) => void;
  readonly rename: (pair: PairIdentity) => void;
  /** Asks whether to delete the pair. */
  readonly remove: (pair: PairIdentity) => void;
}

export const PairActionsContext = createContext<PairActions | null>(null);

/** Available to every component within `PairActionsProvider`. */
export function usePairActions(): PairActions {
  const actions = use(PairActionsContext);
  if (!actions) throw new Error('Pair actions exist within their provider only.');
  return actions;
}
