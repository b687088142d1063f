import { keepPreviousData, type QueryKey, queryOptions } from '@tanstack/react-query';
import { findKeyProblem } from '#contract/limits.ts';
import type { PairListState } from '#contract/page/list-search.ts';
import { GetPair, GetUsage, ListPairs, toListVariables } from '#contract/page/page-queries.ts';
import type { PairSummary } from '#contract/page/pair-row.ts';
import { api } from '#ui/shared/api.ts';

/** Enough to identify a pair, and to delete exactly the version that the person has seen. */
export type PairIdentity = Pick<PairSummary, 'id' | 'key' | 'version' | 'preview'>;

/**
 * The key of the pair if the result of a query has its version; undefined for a query about several pairs or anything
 * else.
 */
export const pairKeyOf = ([, kind, key]: QueryKey): string | undefined =>
  kind === 'pair' || kind === 'existing' ? String(key) : undefined;

/** Everything is cached under `["key_value", …]`, so that a write refreshes everything that may show it. */
export const kvQueries = {
  all: ['key_value'] as const,

  /** Page `page`, from 0, of the matching pairs, and the number of all matching pairs. */
  page: (state: PairListState, page: number) =>
    queryOptions({
      queryKey: [...kvQueries.all, 'page', state.search, state.sort, state.direction, state.isUnread, page],
      queryFn: async ({ signal }) => {
        const { key_value, key_value_aggregate } = await api.query(ListPairs, toListVariables(state, page), signal);
        return { pairs: key_value, count: key_value_aggregate.aggregate.count };
      },
      // The old rows stay until the new ones arrive.
      placeholderData: keepPreviousData,
    }),

  /** The open pair, or null if no pair has this key. */
  pair: (key: string) =>
    queryOptions({
      queryKey: [...kvQueries.all, 'pair', key],
      queryFn: async ({ signal }) =>
        // Any address can be typed; the server refuses to look for what cannot be a key.
        findKeyProblem(key) ? null : ((await api.query(GetPair, { key }, signal)).key_value[0] ?? null),
    }),

  /** Pairs in use, and the licence limit. */
  usage: () =>
    queryOptions({
      queryKey: [...kvQueries.all, 'usage'],
      queryFn: async ({ signal }) => {
        const { key_value_aggregate, auth_info } = await api.query(GetUsage, {}, signal);
        const license = auth_info.license as { terms: { plan: string; key_value_pairs: number } };
        return {
          used: key_value_aggregate.aggregate.count,
          limit: license.terms.key_value_pairs,
          plan: license.terms.plan,
        };
      },
    }),
};
