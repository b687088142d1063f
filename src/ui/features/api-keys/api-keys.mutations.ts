import { mutationOptions } from '@tanstack/react-query';
import { graphql } from '#contract/graphql.ts';
import type { Repeatable } from '#ui/features/kv/data/repeat.ts';
import { api } from '#ui/shared/api.ts';
import { apiKeyQueries } from './api-keys.queries.ts';

const CreateApiKey = graphql(`
  mutation CreateApiKey($input: create_api_key_input!) {
    create_api_key(input: $input) { id key }
  }
`);

const RevokeApiKey = graphql(`
  mutation RevokeApiKey($input: delete_api_key_input!) {
    delete_api_key(input: $input) { success error }
  }
`);

const EndSession = graphql(`
  mutation EndSession($input: delete_session_input!) {
    delete_session(input: $input) { success error }
  }
`);

type KeyCreation = Repeatable<{
  readonly userId: string;
  readonly name: string;
  /** UTC, ISO 8601; null: never, or with the key that creates it. */
  readonly expires: string | null;
}>;

export const apiKeyMutations = {
  /** Returns the secret, which is shown once and kept nowhere. */
  create: () =>
    mutationOptions({
      mutationFn: async ({ userId, name, expires, idempotencyKey }: KeyCreation) => {
        const input = { user_id: userId, name, expires_at: expires, idempotency_key: idempotencyKey };
        return (await api.mutate(CreateApiKey, { input })).create_api_key;
      },
      gcTime: 0,
      // Also after a failure: the key may exist although its secret did not arrive.
      onSettled: (_data, _error, _sent, _result, { client }) =>
        void client.invalidateQueries({ queryKey: apiKeyQueries.all }),
    }),

  /** Needs no idempotency key: a revoked key cannot be revoked again. */
  revoke: () =>
    mutationOptions({
      mutationFn: async ({ id, withCreated }: { readonly id: string; readonly withCreated: boolean }) =>
        (await api.mutate(RevokeApiKey, { input: { key_id: id, with_created: withCreated } })).delete_api_key,
      onSuccess: (_data, _sent, _result, { client }) => client.invalidateQueries({ queryKey: apiKeyQueries.all }),
    }),

  endSession: () =>
    mutationOptions({
      mutationFn: async ({ id }: { readonly id: string }) =>
        (await api.mutate(EndSession, { input: { session_id: id } })).delete_session,
      onSuccess: (_data, _sent, _result, { client }) => client.invalidateQueries({ queryKey: apiKeyQueries.all }),
    }),
};
