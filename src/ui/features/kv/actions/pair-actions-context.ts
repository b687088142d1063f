import { createContext, use } from 'react';
import type { PairIdentity } from '../data/kv.queries.ts';

export interface NewPair {
  readonly initialKey: string;
  /** JSON text to begin with. */
  readonly initialText?: string;
  /** Where the text comes from: once the pair is there, the draft is done with. */
  readonly draftId?: string;
}

/** What the page can be asked to open. Until it is there, what is typed waits for it. */
export interface PairActions {
  /** Shows the pair beside the list. */
  readonly open: (key: string) => void;
  readonly create: (pair: NewPair) => void;
  readonly rename: (pair: PairIdentity) => void;
  /** Asks whether the pair is to be deleted. */
  readonly remove: (pair: PairIdentity) => void;
}

export const PairActionsContext = createContext<PairActions | null>(null);

/** Within the page of the pairs, however deep. */
export function usePairActions(): PairActions {
  const actions = use(PairActionsContext);
  if (!actions) throw new Error('Pair actions exist within their provider only.');
  return actions;
}
