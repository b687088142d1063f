import { queryOptions } from '@tanstack/react-query';
import { graphql } from '#contract/graphql.ts';
import { api } from '#ui/shared/api.ts';
import { kvQueries } from './kv.queries.ts';

const GetUse = graphql(`
  query GetUse($key: String!) {
    key_value(where: { key: { _eq: $key } }) { created last_read last_read_by }
    key_value_reads_since
  }
`);

const ListLeastRead = graphql(`
  query ListLeastRead($where: key_value_bool_exp!, $limit: Int!) {
    key_value(where: $where, order_by: [{ last_read: asc }], limit: $limit) {
      id key version preview created last_read last_read_by
    }
  }
`);

const GetReadsSince = graphql(`
  query GetReadsSince { key_value_reads_since }
`);

/** How long a pair must be known to be unread before it is suggested for deletion. */
const KNOWN_MS = 7 * 24 * 60 * 60 * 1_000;

/** Reads of a pair through the API. */
export interface PairUse {
  readonly created: string;
  readonly last_read: string | null;
  readonly last_read_by: string | null;
  /** When the server started recording reads. */
  readonly since: string;
}

/** When pairs were last read through the API. */
export const readQueries = {
  /** When and by which API key the pair with this key was last read; null if there is no such pair. */
  use: (key: string) =>
    queryOptions({
      queryKey: [...kvQueries.all, 'use', key],
      queryFn: async ({ signal }): Promise<PairUse | null> => {
        const { key_value, key_value_reads_since: since } = await api.query(GetUse, { key }, signal);
        return key_value[0] ? { ...key_value[0], since } : null;
      },
      gcTime: 0,
    }),

  /**
   * The pairs not read for the longest time. One that was never read comes first, but only if that is known for a week:
   * what is new may not have been read yet.
   */
  leastRead: (limit: number) =>
    queryOptions({
      queryKey: [...kvQueries.all, 'least read', limit],
      queryFn: async ({ signal }) => {
        const { key_value_reads_since: since } = await api.query(GetReadsSince, {}, signal);
        const known = new Date(Date.now() - KNOWN_MS).toISOString();
        const wasRead = { last_read: { _is_null: false } };
        const isKnownUnread = { last_read: { _is_null: true }, created: { _lt: known } };
        const where = since < known ? { _or: [wasRead, isKnownUnread] } : wasRead;
        const { key_value } = await api.query(ListLeastRead, { where, limit }, signal);
        return key_value.map((pair) => ({ ...pair, since }));
      },
      gcTime: 0,
    }),

  /** When the server started recording reads. */
  readsSince: () =>
    queryOptions({
      queryKey: ['reads since'],
      queryFn: async ({ signal }) => (await api.query(GetReadsSince, {}, signal)).key_value_reads_since,
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
