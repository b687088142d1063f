import type { GraphQLResolveInfo } from 'graphql';
import { assertKey } from '#contract/limits.ts';
import type { ChangeFilter, DeletedPair, PairChange } from '../../store/history.ts';
import { VERSION_TEMPLATE } from '../answers/row-templates.ts';
import type { Context } from '../context.ts';
import { toAggregate } from './pair-resolvers.ts';
import { atLeastZero, readPageSize, readWriteOptions, type WriteInput } from './write-options.ts';
import { writePair } from './write-pair.ts';

interface VersionArguments {
  readonly key_value_id: string;
  readonly before_version?: number | null;
  readonly limit?: number | null;
}

interface DeletedArguments {
  readonly search?: string | null;
  readonly limit?: number | null;
  readonly offset?: number | null;
}

interface ChangeArguments {
  readonly where?: ChangeBoolExp | null;
  readonly search?: string | null;
  readonly before_revision?: number | null;
  readonly limit?: number | null;
}

type ChangeColumn = 'key' | 'key_value_id' | 'created_by' | 'operation' | 'via';

/** `key_value_change_bool_exp` of the schema. */
type ChangeBoolExp = Readonly<Partial<Record<ChangeColumn, { readonly _eq?: string | null } | null>>> & {
  readonly created?: { readonly _gte?: string | null; readonly _lt?: string | null } | null;
};

const FILTER_NAMES = {
  key: 'key',
  key_value_id: 'pairId',
  created_by: 'createdBy',
  operation: 'operation',
  via: 'via',
} as const satisfies Record<ChangeColumn, keyof ChangeFilter>;

interface RenameInput extends WriteInput {
  readonly key_value_id: string;
  readonly key: string;
}

interface RestoreInput extends WriteInput {
  readonly key_value_id: string;
  readonly version: number;
  readonly key?: string | null;
}

/** Versions, changes and deleted pairs, and restoring them. */
export const historyResolvers = {
  Query: {
    key_value_version: (
      _: unknown,
      args: VersionArguments,
      { store, scope, limit, lists }: Context,
      info: GraphQLResolveInfo,
    ) => {
      const query = {
        pairId: args.key_value_id,
        beforeVersion: atLeastZero('before_version', args.before_version),
        limit: readPageSize(args.limit),
      };
      return lists.list(info, VERSION_TEMPLATE, (fields) => store.pairs(scope, limit).versionRows(query, fields));
    },

    key_value_version_by_pk: (
      _: unknown,
      { key_value_id: pairId, version }: { key_value_id: string; version: number },
      { store, scope, limit, lists }: Context,
      info: GraphQLResolveInfo,
    ) => {
      const query = { pairId, version, limit: 1 };
      return lists.one(info, VERSION_TEMPLATE, (fields) => store.pairs(scope, limit).versionRows(query, fields));
    },

    key_value_deleted: (_: unknown, { search, limit, offset }: DeletedArguments, context: Context) =>
      context.store.pairs(context.scope, context.limit).deleted({
        search: search ?? undefined,
        limit: readPageSize(limit),
        offset: atLeastZero('offset', offset) ?? 0,
      }),

    key_value_deleted_aggregate: (_: unknown, { search }: DeletedArguments, { store, scope, limit }: Context) =>
      toAggregate(() => store.pairs(scope, limit).countDeleted(search ?? undefined)),

    key_value_change: (_: unknown, { where, search, before_revision, limit }: ChangeArguments, context: Context) => {
      const { created, ...columns } = where ?? {};
      const filter = toChangeFilter(columns);
      const { _gte: from, _lt: until } = created ?? {};
      const page = { beforeRevision: atLeastZero('before_revision', before_revision), limit: readPageSize(limit) };
      if (!filter || from === null || until === null) return [];
      const query = { ...page, filter, from, until, search: search || undefined };
      return context.store.pairs(context.scope, context.limit).changes(query);
    },
  },

  key_value_deleted: {
    deleted_by: ({ deletedBy }: DeletedPair) => deletedBy,
    restorable_until: ({ restorableUntil }: DeletedPair) => restorableUntil,
  },

  key_value_change: {
    key_value_id: ({ pairId }: PairChange) => pairId,
    previous_key: ({ previousKey }: PairChange) => previousKey,
    created_by: ({ createdBy }: PairChange) => createdBy,
  },

  Mutation: {
    rename_key_value: (_: unknown, { input }: { input: RenameInput }, context: Context, info: GraphQLResolveInfo) => {
      assertKey(input.key);
      const write = { id: input.key_value_id, key: input.key, ...readWriteOptions(input) };
      return writePair(context, info, { kind: 'rename', write });
    },

    restore_key_value: (_: unknown, { input }: { input: RestoreInput }, context: Context, info: GraphQLResolveInfo) => {
      const key = input.key ?? undefined;
      if (key !== undefined) assertKey(key);
      const write = { id: input.key_value_id, version: input.version, key, ...readWriteOptions(input) };
      return writePair(context, info, { kind: 'restore', write });
    },

    purge_key_value: async (
      _: unknown,
      { input }: { input: { readonly key_value_id: string } },
      { store, scope }: Context,
    ) => {
      const wasThere = await store.pairs(scope).purge(input.key_value_id);
      return wasThere ? { success: true } : { success: false, error: 'There is no deleted pair with this id.' };
    },
  },
};

/** Undefined if nothing can match, because nothing equals null. */
function toChangeFilter(where: Omit<ChangeBoolExp, 'created'>): ChangeFilter | undefined {
  const wanted = Object.entries(where).flatMap(([column, comparison]) =>
    comparison?._eq === undefined ? [] : [[FILTER_NAMES[column as ChangeColumn], comparison._eq] as const],
  );
  return wanted.some(([, operand]) => operand === null) ? undefined : Object.fromEntries(wanted);
}
