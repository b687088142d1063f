import { graphql } from '#contract/graphql.ts';
import { utf8Length } from '#contract/limits.ts';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { jsonTypeOf, previewJson } from '#json/text.ts';
import { api } from '#ui/shared/api.ts';
import { defineMutation } from './define-mutation.ts';
import { historyQueries } from './history.queries.ts';
import { kvQueries } from './kv.queries.ts';
import { findKnownText, putPair, refreshAround, toPair } from './pair-cache.ts';
import type { Repeatable } from './repeat.ts';

const SetPair = graphql(`
  mutation SetPair($input: set_key_value_input!) {
    set_key_value(input: $input) { id version updated updated_by }
  }
`);

const DeletePair = graphql(`
  mutation DeletePair($input: delete_key_value_input!) {
    delete_key_value(input: $input) { success error }
  }
`);

const RestorePair = graphql(`
  mutation RestorePair($input: restore_key_value_input!) {
    restore_key_value(input: $input) { id version updated updated_by }
  }
`);

const RenamePair = graphql(`
  mutation RenamePair($input: rename_key_value_input!) {
    rename_key_value(input: $input) { id version updated updated_by }
  }
`);

const PurgePair = graphql(`
  mutation PurgePair($input: purge_key_value_input!) {
    purge_key_value(input: $input) { success error }
  }
`);

export type PairWrite = Repeatable<{
  readonly key: string;
  /** Compact JSON text. */
  readonly valueText: string;
  /** The version the text is based on; 0 for a new pair. The page never overwrites a version it has not seen. */
  readonly expectedVersion: number;
  /** Why. */
  readonly note?: string;
}>;

export type PairDeletion = Repeatable<{
  readonly id: string;
  readonly key: string;
  readonly expectedVersion: number;
}>;

export type PairRename = Repeatable<{
  readonly id: string;
  /** The key before. */
  readonly from: string;
  /** The key from then on. */
  readonly to: string;
  readonly expectedVersion: number;
  readonly note?: string;
}>;

export type PairRestoration = Repeatable<{
  readonly id: string;
  /** The key of the pair now, or when it was deleted. */
  readonly key: string;
  /** The key that a deleted pair gets instead. */
  readonly newKey?: string;
  /** The version whose value becomes the newest. */
  readonly version: number;
  /** The version that the person saw as the newest. */
  readonly expectedVersion: number;
  readonly note?: string;
}>;

export const kvMutations = {
  /** Returns the pair as stored. */
  set: () =>
    defineMutation({
      touches: ({ key }) => ({ keys: [key] }),
      made: (pair) => pair,
      expects: ({ key, valueText, expectedVersion }) => ({
        isOf: (pair) => pair.key === key && pair.version === expectedVersion,
        change: {
          preview: previewJson(valueText),
          type: jsonTypeOf(valueText),
          size: utf8Length(valueText),
          version: expectedVersion + 1,
        },
      }),
      // The draft is based on the new version from then on, whatever else is on the screen.
      isDoneOnAnswer: true,
      send: async ({ key, valueText, expectedVersion, note, idempotencyKey }: PairWrite) => {
        const input = {
          key,
          value_text: valueText,
          expected_version: expectedVersion,
          note,
          idempotency_key: idempotencyKey,
        };
        return toPair(key, valueText, (await api.mutate(SetPair, { input })).set_key_value);
      },
      update(client, pair) {
        putPair(client, pair);
        return refreshAround(client, [pair.key]);
      },
    }),

  delete: () =>
    defineMutation({
      touches: ({ id, key }) => ({ id, keys: [key] }),
      expects: ({ id, expectedVersion }) => ({
        isOf: (pair) => pair.id === id && pair.version === expectedVersion,
        change: null,
      }),
      send: async ({ id, expectedVersion, idempotencyKey }: PairDeletion) => {
        const input = { key_value_id: id, expected_version: expectedVersion, idempotency_key: idempotencyKey };
        return (await api.mutate(DeletePair, { input })).delete_key_value;
      },
      // The pair itself may be open, and is about to be closed.
      update: (client, _answer, { key }) => refreshAround(client, [key]),
    }),

  rename: () =>
    defineMutation({
      touches: ({ id, from, to }) => ({ id, keys: [from, to] }),
      made: (version) => version,
      expects: ({ id, to, expectedVersion }) => ({
        isOf: (pair) => pair.id === id && pair.version === expectedVersion,
        change: { key: to, version: expectedVersion + 1 },
      }),
      isDoneOnAnswer: true,
      send: async ({ id, to, expectedVersion, note, idempotencyKey }: PairRename) => {
        const input = {
          key_value_id: id,
          key: to,
          expected_version: expectedVersion,
          note,
          idempotency_key: idempotencyKey,
        };
        return (await api.mutate(RenamePair, { input })).rename_key_value;
      },
      update(client, answer, { id, from, to, expectedVersion }) {
        const text = findKnownText(client, from, id, expectedVersion);
        const former = client.getQueryData(kvQueries.pair(from).queryKey);
        if (text !== undefined) putPair(client, toPair(to, text, answer));
        // An open value that is older than the renamed version keeps its own version, or it would pass for the newest.
        // The pair stays open with it under the new key until the newest is read.
        else if (former) client.setQueryData<OpenPair>(kvQueries.pair(to).queryKey, { ...former, key: to });
        // The old key may still be on the screen for a moment, although no pair has it any longer.
        return refreshAround(client, text === undefined ? [from] : [from, to]);
      },
    }),

  restore: () =>
    defineMutation({
      touches: ({ id, key, newKey = key }) => ({ id, keys: [newKey] }),
      made: (version) => version,
      send: async ({ id, newKey, version, expectedVersion, note, idempotencyKey }: PairRestoration) => {
        const input = {
          key_value_id: id,
          version,
          key: newKey,
          expected_version: expectedVersion,
          note,
          idempotency_key: idempotencyKey,
        };
        return (await api.mutate(RestorePair, { input })).restore_key_value;
      },
      update(client, answer, { id, key, newKey = key, version }) {
        const text = findKnownText(client, key, id, version);
        if (text !== undefined) putPair(client, toPair(newKey, text, answer));
        return refreshAround(client, text === undefined ? [] : [newKey]);
      },
    }),

  /** Needs no idempotency key: a purged pair cannot be purged again. */
  purge: () =>
    defineMutation({
      touches: ({ id }) => ({ id }),
      send: async ({ id }: { readonly id: string }) =>
        (await api.mutate(PurgePair, { input: { key_value_id: id } })).purge_key_value,
      update(client, _answer, { id }) {
        client.removeQueries({ queryKey: historyQueries.allVersions(id) });
        return client.invalidateQueries({ queryKey: kvQueries.all });
      },
    }),
};
