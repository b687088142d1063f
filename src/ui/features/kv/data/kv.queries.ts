import { keepPreviousData, type QueryKey, queryOptions } from '@tanstack/react-query';
import { graphql, type ResultOf, type VariablesOf } from '#contract/graphql.ts';
import { findKeyProblem } from '#contract/limits.ts';
import { api } from '#ui/shared/api.ts';
import { PairRow, type PairSummary, type SortColumn } from './pair-row.ts';

const ListPairs = graphql(
  `
  query ListPairs($where: key_value_bool_exp, $order_by: [key_value_order_by!], $limit: Int!, $offset: Int!) {
    key_value(where: $where, order_by: $order_by, limit: $limit, offset: $offset) { ...PairRow }
    key_value_aggregate(where: $where) { aggregate { count } }
  }
`,
  [PairRow],
);

const GetPair = graphql(`
  query GetPair($key: String!) {
    key_value(where: { key: { _eq: $key } }) {
      id key value_text type size version updated updated_by
    }
  }
`);

const GetUsage = graphql(`
  query GetUsage {
    key_value_aggregate { aggregate { count } }
    auth_info { license }
  }
`);

/** An open pair, with the exact text of its value. */
export type OpenPair = ResultOf<typeof GetPair>['key_value'][number];

/** Enough to identify a pair, and to delete exactly the version that the person has seen. */
export type PairIdentity = Pick<PairSummary, 'id' | 'key' | 'version' | 'preview'>;

/** What the list shows; part of the URL. */
export interface PairListState {
  /** Part of the key, ignoring case; empty for every pair. */
  readonly search: string;
  readonly sort: SortColumn;
  readonly direction: 'asc' | 'desc';
  /** Only pairs that were not read through the API for `UNREAD_DAYS`. */
  readonly isUnread: boolean;
}

export const UNREAD_DAYS = 90;
const DAY_MS = 24 * 60 * 60_000;

/** Pairs in a page of the list. */
export const PAGE_SIZE = 100;

/** `%`, `_` and `\` stand for themselves in a search. */
const toPattern = (search: string) => `%${search.replace(/[\\%_]/g, '\\$&')}%`;

export type Where = NonNullable<VariablesOf<typeof ListPairs>['where']>;

/** The pairs of the list. */
export function toWhere({ search, isUnread }: PairListState): Where {
  const where: Where = search === '' ? {} : { key: { _ilike: toPattern(search) } };
  if (!isUnread) return where;
  // Whole days, so that all pages belong to the same list.
  const before = new Date(Math.floor(Date.now() / DAY_MS - UNREAD_DAYS) * DAY_MS).toISOString();
  return { ...where, _or: [{ last_read: { _is_null: true } }, { last_read: { _lt: before } }] };
}

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
        const { key_value, key_value_aggregate } = await api.query(
          ListPairs,
          {
            where: toWhere(state),
            order_by: [{ [state.sort]: state.direction }],
            limit: PAGE_SIZE,
            offset: page * PAGE_SIZE,
          },
          signal,
        );
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
