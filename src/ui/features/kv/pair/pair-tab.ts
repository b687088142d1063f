/** What an open pair shows, in the order of its tabs. */
export const PAIR_TABS = ['value', 'history', 'use'] as const;

export type PairTab = (typeof PAIR_TABS)[number];

/** The open pair in the address. */
export interface PairSearch {
  readonly tab?: PairTab;
}

/** Anything unknown counts as left out. */
export const toPairTab = (tab: unknown): PairTab => PAIR_TABS.find((known) => known === tab) ?? 'value';

/** The value is what a pair shows unasked, so it is left out of the address. */
export const toPairSearch = (tab: PairTab): PairSearch => ({ tab: tab === 'value' ? undefined : tab });

export const parsePairSearch = ({ tab }: Readonly<Record<string, unknown>>): PairSearch => toPairSearch(toPairTab(tab));
