import type { GraphQLResolveInfo } from 'graphql';
import { KvError } from '#contract/errors.ts';
import { assertKey, utf8Length } from '#contract/limits.ts';
import { compactJson } from '#json/text.ts';
import type { PairQuery } from '../../store/store.ts';
import type { JsonValue } from '../answers/json-value.ts';
import { PAIR_TEMPLATE } from '../answers/row-templates.ts';
import type { Context } from '../context.ts';
import { type PairBoolExp, toPairFilter, toPairOrder } from './where-argument.ts';
import { atLeastZero, readWriteOptions, type WriteInput } from './write-options.ts';
import { writePair } from './write-pair.ts';

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
    key_value: (_: unknown, args: ListArguments, { store, scope, limit, lists }: Context, info: GraphQLResolveInfo) => {
      const query: PairQuery = {
        filter: toPairFilter(args.where),
        order: toPairOrder(args.order_by),
        limit: atLeastZero('limit', args.limit),
        offset: atLeastZero('offset', args.offset),
      };
      return lists.list(info, PAIR_TEMPLATE, (fields) => store.pairs(scope, limit).rows(query, fields));
    },

    key_value_by_pk: (
      _: unknown,
      { id }: { id: string },
      { store, scope, limit, lists }: Context,
      info: GraphQLResolveInfo,
    ) => {
      const filter = { kind: 'compare', column: 'id', operator: 'eq', operand: id } as const;
      return lists.one(info, PAIR_TEMPLATE, (fields) => store.pairs(scope, limit).rows({ filter, limit: 1 }, fields));
    },

    key_value_reads_since: (_: unknown, _arguments: unknown, { store }: Context) => store.readsSince(),

    key_value_aggregate: (_: unknown, { where }: ListArguments, { store, scope, limit }: Context) => {
      const filter = toPairFilter(where);
      return toAggregate(() => store.pairs(scope, limit).count(filter));
    },
  },

  key_value_aggregate_fields: {
    count: ({ count }: { count: () => Promise<number> }) => count(),
  },

  Mutation: {
    set_key_value: (_: unknown, { input }: { input: SetInput }, context: Context, info: GraphQLResolveInfo) => {
      const { maxValueBytes } = context;
      assertKey(input.key);
      const valueText = readValue(input);
      const size = utf8Length(valueText);
      if (size > maxValueBytes) {
        throw new KvError('VALUE_TOO_LARGE', `The value is too large: ${size} of ${maxValueBytes} bytes.`, {
          size,
          limit: maxValueBytes,
        });
      }
      const write = { key: input.key, valueText, ...readWriteOptions(input) };
      return writePair(context, info, { kind: 'set', write });
    },

    delete_key_value: (_: unknown, { input }: { input: DeleteInput }, context: Context, info: GraphQLResolveInfo) => {
      const write = { id: input.key_value_id, ...readWriteOptions(input) };
      return writePair(context, info, { kind: 'delete', write });
    },
  },
};

/** `key_value_aggregate` of the schema. Counts only if the count is selected. */
export const toAggregate = (count: () => Promise<number>) => ({ aggregate: { count } });

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
