/** The tabs of an open pair, in order. */
export const PAIR_TABS = ['value', 'history', 'use'] as const;

export type PairTab = (typeof PAIR_TABS)[number];

/** The open pair in the address. */
export interface PairSearch {
  readonly tab?: PairTab;
}

/** An unknown value is ignored. */
export const toPairTab = (tab: unknown): PairTab => PAIR_TABS.find((known) => known === tab) ?? 'value';

/** Omits the default tab, the value, from the address. */
export const toPairSearch = (tab: PairTab): PairSearch => ({ tab: tab === 'value' ? undefined : tab });

export const parsePairSearch = ({ tab }: Readonly<Record<string, unknown>>): PairSearch => toPairSearch(toPairTab(tab));
