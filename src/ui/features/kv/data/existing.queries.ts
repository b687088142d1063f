import { queryOptions } from '@tanstack/react-query';
import { graphql, type ResultOf } from '#contract/graphql.ts';
import { api } from '#ui/shared/api.ts';
import { kvQueries } from './kv.queries.ts';

const GetPairSummary = graphql(`
  query GetPairSummary($key: String!) {
    key_value(where: { key: { _eq: $key } }) {
      id key version preview updated updated_by
    }
  }
`);

const GetPairKey = graphql(`
  query GetPairKey($id: uuid!) {
    key_value_by_pk(id: $id) { key }
  }
`);

const FindKeys = graphql(`
  query FindKeys($keys: [String!]!) {
    key_value(where: { key: { _in: $keys } }, limit: 1) { key }
  }
`);

/** The pair that already has a key, without its value. */
export type ExistingPair = ResultOf<typeof GetPairSummary>['key_value'][number];

export const pairQueries = {
  /** The pair with this key, or null if the key is free. */
  existing: (key: string) =>
    queryOptions({
      queryKey: [...kvQueries.all, 'existing', key],
      queryFn: async ({ signal }) => (await api.query(GetPairSummary, { key }, signal)).key_value[0] ?? null,
      gcTime: 0,
    }),

  /** One of these keys that exists; null if none does. */
  anyOf: (keys: readonly string[]) =>
    queryOptions({
      queryKey: [...kvQueries.all, 'any of', ...keys],
      queryFn: async ({ signal }) => (await api.query(FindKeys, { keys: [...keys] }, signal)).key_value[0]?.key ?? null,
      gcTime: 0,
    }),

  /** The key of a pair now, or null if the pair was deleted. */
  keyOf: (id: string) =>
    queryOptions({
      queryKey: [...kvQueries.all, 'key', id],
      queryFn: async ({ signal }) => (await api.query(GetPairKey, { id }, signal)).key_value_by_pk?.key ?? null,
      gcTime: 0,
    }),
};
