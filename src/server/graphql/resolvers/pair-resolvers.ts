import type { GraphQLResolveInfo } from 'graphql';
import { KvError } from '#contract/errors.ts';
import { assertKey, utf8Length } from '#contract/limits.ts';
import { compactJson } from '#json/text.ts';
import { PAIR_FIELDS, PAIR_PROPERTIES, type PairValues } from '../../store/pair-fields.ts';
import type { Pair, PairQuery } from '../../store/store.ts';
import type { WriteResult } from '../../store/writes.ts';
import type { Context } from '../context.ts';
import { JsonValue } from '../json-value.ts';
import { selectedPairProperties } from './selected-properties.ts';
import { type PairBoolExp, toPairFilter, toPairOrder } from './where-argument.ts';
import { atLeastZero, readWriteOptions, type WriteInput } from './write-options.ts';

interface ListArguments {
  readonly where?: PairBoolExp | null;
  readonly order_by?: Parameters<typeof toPairOrder>[0];
  readonly limit?: number | null;
  readonly offset?: number | null;
}

interface SetInput extends WriteInput {
  readonly key: string;
  readonly value?: JsonValue | null;
  readonly value_text?: string | null;
}

interface DeleteInput extends WriteInput {
  readonly key_value_id: string;
}

export const pairResolvers = {
  Query: {
    key_value: (_: unknown, args: ListArguments, { store, scope }: Context, info: GraphQLResolveInfo) => {
      const query: PairQuery = {
        filter: toPairFilter(args.where),
        order: toPairOrder(args.order_by),
        limit: atLeastZero('limit', args.limit),
        offset: atLeastZero('offset', args.offset),
      };
      return store.pairs(scope).list(query, selectedPairProperties(info));
    },

    key_value_by_pk: async (
      _: unknown,
      { id }: { id: string },
      { store, scope }: Context,
      info: GraphQLResolveInfo,
    ) => {
      const filter = { kind: 'compare', column: 'id', operator: 'eq', operand: id } as const;
      return (await store.pairs(scope).list({ filter, limit: 1 }, selectedPairProperties(info)))[0] ?? null;
    },

    key_value_reads_since: (_: unknown, _arguments: unknown, { store }: Context) => store.readsSince(),

    key_value_aggregate: (_: unknown, { where }: ListArguments, { store, scope }: Context) => {
      const filter = toPairFilter(where);
      return toAggregate(() => store.pairs(scope).count(filter));
    },
  },

  key_value_aggregate_fields: {
    count: ({ count }: { count: () => Promise<number> }) => count(),
  },

  key_value: {
    ...renamedFields(),
    value: (pair: Pair, _: unknown, context: Context) => {
      recordRead(pair, context);
      return new JsonValue(pair.valueText);
    },
    value_text: (pair: Pair, _: unknown, context: Context) => {
      recordRead(pair, context);
      return pair.valueText;
    },
  },

  key_value_payload: {
    // Answers remembered by older servers lack it; only the actor of a write gets its remembered answer.
    updated_by: ({ updatedBy }: WriteResult, _: unknown, { scope }: Context) => updatedBy ?? scope.actorName,
  },

  Mutation: {
    set_key_value: (_: unknown, { input }: { input: SetInput }, { store, scope, maxValueBytes }: Context) => {
      assertKey(input.key);
      const valueText = readValue(input);
      const size = utf8Length(valueText);
      if (size > maxValueBytes) {
        throw new KvError('VALUE_TOO_LARGE', `The value is too large: ${size} of ${maxValueBytes} bytes.`, {
          size,
          limit: maxValueBytes,
        });
      }
      return store.pairs(scope).set({ key: input.key, valueText, ...readWriteOptions(input) });
    },

    delete_key_value: async (_: unknown, { input }: { input: DeleteInput }, { store, scope }: Context) => {
      const wasThere = await store.pairs(scope).delete({ id: input.key_value_id, ...readWriteOptions(input) });
      return wasThere ? { success: true } : { success: false, error: 'There is no pair with this id.' };
    },
  },
};

/** `key_value_aggregate` of the schema. Counts only if the count is selected. */
export const toAggregate = (count: () => Promise<number>) => ({ aggregate: { count } });

/** Resolvers for the fields that have another name in the API. */
function renamedFields(): Readonly<Record<string, (pair: PairValues) => unknown>> {
  const names = PAIR_PROPERTIES.flatMap((property) =>
    PAIR_FIELDS[property].wire.map((name) => [name, property] as const),
  );
  const renamed = names.filter(([name, property]) => name !== property);
  return Object.fromEntries(renamed.map(([name, property]) => [name, (pair: PairValues) => pair[property]]));
}

/** Reads with an API key count. Viewing a value in the admin UI does not. */
function recordRead({ id }: Pair, { store, scope }: Context): void {
  if (scope.via !== 'ui') store.recordRead(scope, id);
}

function readValue({ value, value_text: text }: SetInput): string {
  if (text !== undefined && text !== null) {
    if (value !== undefined) throw new KvError('BAD_USER_INPUT', 'Give either value or value_text, not both.');
    return compactJson(text);
  }
  if (value === undefined) {
    throw new KvError('BAD_USER_INPUT', 'Give the value as value, or its JSON text as value_text.');
  }
  return value === null ? 'null' : compactJson(value.text);
}
