import { KvError } from '#contract/errors.ts';
import { MAX_SESSIONS_PER_API_KEY } from '#contract/limits.ts';
import type { Session } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { atLeastZero } from './write-options.ts';

interface ListArguments {
  readonly api_key_id?: string | null;
  readonly limit?: number | null;
}

interface DeleteInput {
  readonly session_id: string;
}

export const sessionResolvers = {
  Query: {
    auth_session: async (_: unknown, { api_key_id, limit }: ListArguments, { store, scope }: Context) =>
      await store.sessions(scope, { apiKeyId: api_key_id ?? undefined, limit: readLimit(limit) }),
  },

  auth_session: {
    api_key_id: ({ apiKeyId }: Session) => apiKeyId,
    api_key_name: ({ apiKeyName }: Session) => apiKeyName,
    last_seen: ({ lastSeen }: Session) => lastSeen,
    expires_at: ({ expires }: Session) => expires,
    current: ({ id }: Session, _: unknown, { scope }: Context) => id === scope.sessionId,
  },

  Mutation: {
    delete_session: async (_: unknown, { input }: { input: DeleteInput }, { store, scope }: Context) =>
      (await store.endSession(scope, input.session_id))
        ? { success: true }
        : { success: false, error: 'There is no session with this id, or it has ended.' },
  },
};

/** @throws {KvError} `BAD_USER_INPUT` */
function readLimit(limit: number | null | undefined): number {
  const size = atLeastZero('limit', limit) ?? MAX_SESSIONS_PER_API_KEY;
  if (size > MAX_SESSIONS_PER_API_KEY) {
    throw new KvError('BAD_USER_INPUT', `limit must be ${MAX_SESSIONS_PER_API_KEY} or less.`);
  }
  return size;
}
