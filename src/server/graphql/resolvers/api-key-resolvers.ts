import { assertApiKeyName } from '#contract/api-key-name.ts';
import { KvError } from '#contract/errors.ts';
import { hashSecret, makeApiKey } from '../../auth/secrets.ts';
import type { ApiKey, Scope } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { type Columns, type ListArguments, selectRows } from './select-rows.ts';
import { readIdempotencyKey } from './write-options.ts';

interface CreateInput {
  readonly user_id: string;
  readonly name: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly expires_at?: string | null;
  readonly default_tenant_id?: string | null;
  readonly idempotency_key?: string | null;
}

interface Created {
  readonly id: string;
  /** Undefined for a request that is sent again: the secret is not stored. */
  readonly key: string | undefined;
}

interface DeleteInput {
  readonly key_id: string;
  readonly with_created?: boolean | null;
}

const COLUMNS: Columns<ApiKey> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  user_id: ({ userId }) => userId,
  created: ({ created }) => created,
  updated: ({ created }) => created,
  expires_at: ({ expires }) => expires,
  last_used: ({ lastUsed }) => lastUsed,
};

export const apiKeyResolvers = {
  Query: {
    auth_api_key: async (_: unknown, args: ListArguments, { store, scope }: Context) =>
      selectRows(await store.apiKeys(scope), COLUMNS, args),
  },

  auth_api_key: {
    updated: ({ created }: ApiKey) => created,
    expires_at: ({ expires }: ApiKey) => expires,
    last_used: ({ lastUsed }: ApiKey) => lastUsed,
    default_tenant_id: ({ tenantId }: ApiKey) => tenantId,
    user_id: ({ userId }: ApiKey) => userId,
    created_by_key_id: ({ createdByKeyId }: ApiKey) => createdByKeyId,
    created_keys: ({ createdKeys }: ApiKey) => createdKeys,
    created_by: ({ createdBy }: ApiKey) => createdBy && { id: createdBy.userId, username: createdBy.name },
  },

  create_api_key_payload: {
    key: ({ key }: Created) => {
      if (key !== undefined) return key;
      throw new KvError(
        'ALREADY_CREATED',
        'This request was done before: the API key exists, but its secret was shown once and is not kept. If it did not arrive, revoke the key and create another one.',
      );
    },
  },

  Mutation: {
    create_api_key: async (_: unknown, { input }: { input: CreateInput }, context: Context): Promise<Created> => {
      const { store, scope } = context;
      const { name, expires_at: expires } = input;
      assertApiKeyName(name);
      const idempotencyKey = readIdempotencyKey(input.idempotency_key);
      if (input.user_id !== scope.userId) {
        throw new KvError('BAD_USER_INPUT', 'You can create API keys only for your own user: auth_info.user_id.');
      }
      if (expires && Date.parse(expires) <= Date.now()) {
        throw new KvError('BAD_USER_INPUT', 'The expiry of an API key must be in the future.');
      }
      const ownScope = await readScope(input, context);
      const key = makeApiKey();
      const { id, isRepeat } = await store.issueApiKey(ownScope, {
        name,
        hash: hashSecret(key),
        expires: expires ?? undefined,
        idempotencyKey,
      });
      return { id, key: isRepeat ? undefined : key };
    },

    delete_api_key: async (_: unknown, { input }: { input: DeleteInput }, { store, scope }: Context) =>
      (await store.revokeApiKey(scope, input.key_id, { withCreated: input.with_created ?? false }))
        ? { success: true }
        : { success: false, error: 'There is no API key with this id, or it has expired or been revoked.' },
  },
};

/** @throws {KvError} `BAD_USER_INPUT` */
async function readScope({ default_tenant_id: id }: CreateInput, { store, scope }: Context): Promise<Scope> {
  const moved = await store.withTenant(scope, id ?? scope.tenantId);
  if (!moved) throw new KvError('BAD_USER_INPUT', 'You cannot use this tenant, or it does not exist.');
  return moved;
}
