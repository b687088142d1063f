import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { graphql, type ResultOf } from '#contract/graphql.ts';
import { kvQueries } from '#ui/features/kv/data/kv.queries.ts';
import { api } from '#ui/shared/api.ts';
import { type ActivityFilter, PERIODS } from './activity-search.ts';

const ListChanges = graphql(`
  query ListChanges($where: key_value_change_bool_exp!, $search: String, $before: Int, $limit: Int!) {
    key_value_change(where: $where, search: $search, before_revision: $before, limit: $limit) {
      revision key_value_id key previous_key operation version size created created_by via note
    }
  }
`);

const ListNames = graphql(`
  query ListNames {
    auth_api_key { name }
  }
`);

const ListKeys = graphql(`
  query ListKeys($ids: [uuid!]!) {
    key_value(where: { id: { _in: $ids } }) { id key }
  }
`);

/** A change to a pair of the team. */
export type PairChange = ResultOf<typeof ListChanges>['key_value_change'][number];

const CHANGES_AT_ONCE = 50;

export const activityQueries = {
  /** The names of the API keys that there are, which are those of people and programs. */
  names: () =>
    queryOptions({
      queryKey: ['names'],
      queryFn: async ({ signal }) => {
        const { auth_api_key } = await api.query(ListNames, {}, signal);
        return [...new Set(auth_api_key.map(({ name }) => name))].sort((a, b) => a.localeCompare(b));
      },
    }),

  /** Matching changes, newest first, in pages; and the current keys of existing pairs, by id. */
  changes: ({ q, key, by, operation, since }: ActivityFilter) =>
    infiniteQueryOptions({
      queryKey: [...kvQueries.all, 'changes', q, key, by, operation, since],
      queryFn: async ({ pageParam, signal }) => {
        const where = {
          key: key === undefined ? undefined : { _eq: key },
          created_by: by === undefined ? undefined : { _eq: by },
          operation: operation && { _eq: operation },
          created: since && { _gte: new Date(Date.now() - PERIODS[since].ms).toISOString() },
        };
        const variables = { where, search: q, before: pageParam, limit: CHANGES_AT_ONCE };
        const changes = (await api.query(ListChanges, variables, signal)).key_value_change;
        const ids = [...new Set(changes.map((change) => change.key_value_id))];
        const pairs = ids.length > 0 ? (await api.query(ListKeys, { ids }, signal)).key_value : [];
        return { changes, keys: Object.fromEntries(pairs.map((pair) => [pair.id, pair.key])) };
      },
      initialPageParam: null as number | null,
      getNextPageParam: ({ changes }) => (changes.length < CHANGES_AT_ONCE ? null : (changes.at(-1)?.revision ?? null)),
      placeholderData: keepPreviousData,
    }),
};
