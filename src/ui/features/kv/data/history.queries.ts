import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { graphql, type ResultOf } from '#contract/graphql.ts';
import { api } from '#ui/shared/api.ts';
import { fetchVersion, fetchVersionPair } from './batched-versions.ts';
import { kvQueries } from './kv.queries.ts';

const ListVersions = graphql(`
  query ListVersions($id: UUID!, $before: Int, $limit: Int!) {
    key_value_version(key_value_id: $id, before_version: $before, limit: $limit) {
      version operation key type size preview created created_by via note
    }
  }
`);

const ListDeleted = graphql(`
  query ListDeleted($search: String!, $limit: Int!, $offset: Int!) {
    key_value_deleted(search: $search, limit: $limit, offset: $offset) {
      id key type size preview version deleted deleted_by restorable_until
    }
    key_value_deleted_aggregate(search: $search) { aggregate { count } }
  }
`);

const CountDeleted = graphql(`
  query CountDeleted {
    key_value_deleted_aggregate { aggregate { count } }
    key_value_deleted(limit: 1) { deleted restorable_until }
    key_value_history_usage { bytes limit }
  }
`);

/** A version of a pair, without its value. */
export type PairVersion = ResultOf<typeof ListVersions>['key_value_version'][number];

/** The part of a version that says how to compare it. */
export type VersionHead = Pick<PairVersion, 'version' | 'size' | 'preview'>;

/** A pair that can still be restored. */
export type DeletedPair = ResultOf<typeof ListDeleted>['key_value_deleted'][number];

const VERSIONS_AT_ONCE = 50;
const DELETED_AT_ONCE = 100;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** How many days deleted pairs are kept by default. */
export const DEFAULT_DAYS_KEPT = 30;

export const historyQueries = {
  /** The values of all versions of a pair. */
  allVersions: (id: string) => ['key_value_version', id] as const,

  /** Versions of a pair, newest first, in pages. `following` is the first version of the next page. */
  versions: (id: string) =>
    infiniteQueryOptions({
      queryKey: [...kvQueries.all, 'versions', id],
      queryFn: async ({ pageParam, signal }) => {
        // One more than is shown, because each version shows its change of size against the one before it.
        const variables = { id, before: pageParam, limit: VERSIONS_AT_ONCE + 1 };
        const versions = (await api.query(ListVersions, variables, signal)).key_value_version;
        return { versions: versions.slice(0, VERSIONS_AT_ONCE), following: versions[VERSIONS_AT_ONCE] };
      },
      initialPageParam: null as number | null,
      getNextPageParam: ({ versions, following }) => (following ? (versions.at(-1)?.version ?? null) : null),
    }),

  /** One version with its value, or null if it has been removed. A version never changes. */
  version: (id: string, version: number) =>
    queryOptions({
      queryKey: [...historyQueries.allVersions(id), version],
      queryFn: () => fetchVersion({ id, version }),
      staleTime: Number.POSITIVE_INFINITY,
    }),

  /** Matching pairs that can be restored, most recently deleted first, and their number. */
  deleted: (search: string) =>
    infiniteQueryOptions({
      queryKey: [...kvQueries.all, 'deleted', search],
      queryFn: async ({ pageParam, signal }) => {
        const variables = { search, limit: DELETED_AT_ONCE, offset: pageParam };
        const { key_value_deleted, key_value_deleted_aggregate } = await api.query(ListDeleted, variables, signal);
        return { pairs: key_value_deleted, count: key_value_deleted_aggregate.aggregate.count };
      },
      initialPageParam: 0,
      getNextPageParam: ({ pairs, count }, _pages, offset) =>
        offset + pairs.length < count && pairs.length > 0 ? offset + pairs.length : null,
      placeholderData: keepPreviousData,
    }),

  /** A version and the one before it, with their values if those are to be compared; undefined if no longer stored. */
  versionPair: (id: string, version: number, withText: boolean) =>
    queryOptions({
      queryKey: [...historyQueries.allVersions(id), 'pair', version],
      queryFn: () => fetchVersionPair({ id, version, withText }),
      staleTime: Number.POSITIVE_INFINITY,
    }),

  /** The newest version of a pair, also of a deleted one; null if none is stored. */
  newest: (id: string) =>
    queryOptions({
      queryKey: [...kvQueries.all, 'newestVersion', id],
      queryFn: async ({ signal }) =>
        (await api.query(ListVersions, { id, before: null, limit: 1 }, signal)).key_value_version[0] ?? null,
    }),

  /** How many pairs can be restored, and how many days deleted pairs are kept. */
  deletedCount: () =>
    queryOptions({
      queryKey: [...kvQueries.all, 'deletedCount'],
      queryFn: async ({ signal }) => {
        const answer = await api.query(CountDeleted, {}, signal);
        const { key_value_deleted_aggregate, key_value_deleted, key_value_history_usage } = answer;
        const [pair] = key_value_deleted;
        const keptMs = pair ? Date.parse(pair.restorable_until) - Date.parse(pair.deleted) : undefined;
        return {
          count: key_value_deleted_aggregate.aggregate.count,
          /** Bytes of earlier versions and deleted pairs, and the most that are kept. */
          historyUsage: key_value_history_usage,
          daysKept: keptMs === undefined ? DEFAULT_DAYS_KEPT : Math.round(keptMs / DAY_MS),
        };
      },
    }),
};
