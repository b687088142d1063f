import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query';
import { graphql, type ResultOf } from '#contract/graphql.ts';
import { type MadeVersion, ownWrite } from '#ui/live/own-write.ts';
import { api } from '#ui/shared/api.ts';
import { kvQueries, type OpenPair } from './kv.queries.ts';

const ListVersions = graphql(`
  query ListVersions($id: UUID!, $before: Int, $limit: Int!) {
    key_value_version(key_value_id: $id, before_version: $before, limit: $limit) {
      version operation key type size preview created created_by via note
    }
  }
`);

const GetVersion = graphql(`
  query GetVersion($id: UUID!, $version: Int!) {
    key_value_version_by_pk(key_value_id: $id, version: $version) {
      version type size value_text created created_by
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
  }
`);

const RestorePair = graphql(`
  mutation RestorePair($input: restore_key_value_input!) {
    restore_key_value(input: $input) { id version updated }
  }
`);

const RenamePair = graphql(`
  mutation RenamePair($input: rename_key_value_input!) {
    rename_key_value(input: $input) { id version updated }
  }
`);

const PurgePair = graphql(`
  mutation PurgePair($input: purge_key_value_input!) {
    purge_key_value(input: $input) { success error }
  }
`);

/** A version of a pair, without its value. */
export type PairVersion = ResultOf<typeof ListVersions>['key_value_version'][number];

/** A version with the exact text of its value, which is null for a deletion. */
export type VersionValue = NonNullable<ResultOf<typeof GetVersion>['key_value_version_by_pk']>;

/** A pair that can still be restored. */
export type DeletedPair = ResultOf<typeof ListDeleted>['key_value_deleted'][number];

const VERSIONS_AT_ONCE = 50;
const DELETED_AT_ONCE = 100;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** For how many days deleted pairs are kept, unless the server is set up otherwise. */
export const DEFAULT_DAYS_KEPT = 30;

export const historyQueries = {
  /** Versions of a pair, newest first, a page at a time. `next` is where the following page starts. */
  versions: (id: string) =>
    infiniteQueryOptions({
      queryKey: [...kvQueries.all, 'versions', id],
      queryFn: async ({ pageParam, signal }) => {
        // One more than is shown: what a version has changed about the size is seen against the one before it.
        const variables = { id, before: pageParam, limit: VERSIONS_AT_ONCE + 1 };
        const versions = (await api.query(ListVersions, variables, signal)).key_value_version;
        return { versions: versions.slice(0, VERSIONS_AT_ONCE), following: versions[VERSIONS_AT_ONCE] };
      },
      initialPageParam: null as number | null,
      getNextPageParam: ({ versions, following }) => (following ? (versions.at(-1)?.version ?? null) : null),
    }),

  /** One version with its value, or null when it is not kept any more. A version never changes. */
  version: (id: string, version: number) =>
    queryOptions({
      queryKey: ['key_value_version', id, version],
      queryFn: async ({ signal }) => (await api.query(GetVersion, { id, version }, signal)).key_value_version_by_pk,
      staleTime: Number.POSITIVE_INFINITY,
    }),

  /** Pairs that can be restored and match, the one deleted last first, and how many there are. */
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

  /** How many pairs can be restored in all, and for how many days after its deletion a pair can be. */
  deletedCount: () =>
    queryOptions({
      queryKey: [...kvQueries.all, 'deletedCount'],
      queryFn: async ({ signal }) => {
        const { key_value_deleted_aggregate, key_value_deleted } = await api.query(CountDeleted, {}, signal);
        const [pair] = key_value_deleted;
        const keptMs = pair ? Date.parse(pair.restorable_until) - Date.parse(pair.deleted) : undefined;
        return {
          count: key_value_deleted_aggregate.aggregate.count,
          daysKept: keptMs === undefined ? DEFAULT_DAYS_KEPT : Math.round(keptMs / DAY_MS),
        };
      },
    }),
};

interface Restoration {
  id: string;
  /** The version whose text becomes the newest. */
  version: number;
  /** The version that was the newest when the person decided. */
  expectedVersion: number;
  note?: string;
  idempotencyKey: string;
}

interface PairRename {
  id: string;
  /** The key before. */
  from: string;
  /** The key from then on. */
  to: string;
  expectedVersion: number;
  note?: string;
  idempotencyKey: string;
}

export const historyMutations = {
  restore: () =>
    mutationOptions({
      mutationFn: async ({ id, version, expectedVersion, note, idempotencyKey }: Restoration) =>
        (
          await api.mutate(RestorePair, {
            input: {
              key_value_id: id,
              version,
              expected_version: expectedVersion,
              note,
              idempotency_key: idempotencyKey,
            },
          })
        ).restore_key_value,
      meta: ownWrite({ touches: ({ id }: Restoration) => ({ id }), made: (made: MadeVersion) => made }),
      onSuccess: (_data, _restoration, _result, { client }) => client.invalidateQueries({ queryKey: kvQueries.all }),
    }),

  rename: () =>
    mutationOptions({
      mutationFn: async ({ id, to, expectedVersion, note, idempotencyKey }: PairRename) =>
        (
          await api.mutate(RenamePair, {
            input: {
              key_value_id: id,
              key: to,
              expected_version: expectedVersion,
              note,
              idempotency_key: idempotencyKey,
            },
          })
        ).rename_key_value,
      meta: ownWrite({
        touches: ({ id, from, to }: PairRename) => ({ id, keys: [from, to] }),
        made: (made: MadeVersion) => made,
      }),
      onSuccess: ({ version, updated }, { from, to, expectedVersion }, _result, { client }) => {
        const former = client.getQueryData(kvQueries.pair(from).queryKey);
        // An open pair goes on under its new key without being read anew in between. A value that was read before the
        // one that was renamed keeps its version: under the new one it would pass for the newest.
        const renamed = former?.version === expectedVersion ? { version, updated } : {};
        if (former) client.setQueryData<OpenPair>(kvQueries.pair(to).queryKey, { ...former, ...renamed, key: to });
        // The key before is nobody's business any more, and may still be on the screen for a moment.
        const isFormer = (queryKey: readonly unknown[]) => queryKey[1] === 'pair' && queryKey[2] === from;
        void client.invalidateQueries({
          queryKey: kvQueries.all,
          predicate: ({ queryKey }) => !isFormer(queryKey),
        });
      },
    }),

  purge: () =>
    mutationOptions({
      mutationFn: async ({ id }: { id: string }) =>
        (await api.mutate(PurgePair, { input: { key_value_id: id } })).purge_key_value,
      onSuccess: (_data, { id }, _result, { client }) => {
        client.removeQueries({ queryKey: ['key_value_version', id] });
        return client.invalidateQueries({ queryKey: kvQueries.all });
      },
    }),
};
