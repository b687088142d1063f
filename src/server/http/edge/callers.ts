import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { authenticate, type Credentials } from '../../auth/authenticate.ts';
import type { Scope } from '../../store/store.ts';
import { sendError, sendWrongKeys } from '../error-replies.ts';
import type { AppServices } from '../services.ts';
import { type Accepts, readAccept } from './accept.ts';
import { isFromOwnPage } from './security.ts';

/** How long a check of credentials counts: they may also expire, or be ended by another process. */
const FRESH_MS = 1_000;

/** Wrong API keys from one address before it must wait. */
const WRONG_KEYS_PER_MINUTE = 30;

export const UNAUTHENTICATED =
  'Sign in or send a valid API key. The key may be wrong, expired or revoked, or not valid for this tenant.';

/** What the headers of a request say about who sends it and what it takes as an answer. */
interface Caller {
  readonly scope: Scope;
  readonly accepts: Accepts;
  /** The credentials checked again; undefined if they are no longer valid. */
  recheck(): Promise<Scope | undefined>;
  /** Whether they have just been checked, and nothing has ended since. */
  isFresh(): boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body of a GraphQL request is read. */
    caller: Caller | undefined;
  }
}

/**
 * A hook that answers every request without valid credentials by its headers alone, so that nobody without a key can
 * make the server keep a body.
 */
export function checkCallers(
  app: FastifyInstance,
  { store, sessions, refusedBodies }: AppServices,
): onRequestAsyncHookHandler {
  app.decorateRequest('caller', undefined);
  const countWrongKey = app.createRateLimit({ max: WRONG_KEYS_PER_MINUTE, timeWindow: '1 minute' });

  return async function checkCaller(request: FastifyRequest, reply: FastifyReply) {
    reply.header('cache-control', 'no-store');
    const accepts = readAccept(request.headers.accept);
    if (!accepts) {
      await refusedBodies.discard(request, reply);
      return sendError(
        reply,
        406,
        'BAD_USER_INPUT',
        'Answers are application/json, application/graphql-response+json, or text/event-stream for subscriptions.',
      );
    }
    if (!/^application\/(?:graphql-response\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
      await refusedBodies.discard(request, reply);
      return sendError(reply, 415, 'BAD_USER_INPUT', 'Send the request as application/json.');
    }

    const credentials = readCredentials(request);
    const { credentialsGeneration } = store;
    const start = performance.now();
    const recheck = () => authenticate(store, sessions, credentials);
    const scope = await recheck();
    if (scope) {
      const isFresh = () =>
        store.credentialsGeneration === credentialsGeneration && performance.now() - start < FRESH_MS;
      request.caller = { scope, accepts, recheck, isFresh };
      return;
    }
    await refusedBodies.discard(request, reply);
    if (credentials.authorization !== undefined) {
      const limit = await countWrongKey(request);
      if (!limit.isAllowed && limit.isExceeded) return sendWrongKeys(reply, limit.ttlInSeconds);
      // A valid key can still be refused for the tenant that the request names.
      const keyName = (await authenticate(store, sessions, { ...credentials, tenantId: undefined }))?.actorName;
      const reason = keyName === undefined ? 'not valid' : 'not of this tenant';
      request.log.warn({ address: request.ip, keyName, reason }, 'API key refused');
    }
    // 200 with `data: null`, because only then does the original client report the error instead of retrying.
    return sendError(reply, 200, 'UNAUTHENTICATED', UNAUTHENTICATED);
  };
}

function readCredentials(request: FastifyRequest): Credentials {
  const { headers } = request;
  return {
    authorization: headers.authorization,
    cookie: isFromOwnPage(request) ? headers.cookie : undefined,
    tenantId: headers['x-prefect-tenant-id']?.toString(),
    client: headers['x-kv-client']?.toString(),
    coreVersion: headers['x-prefect-core-version']?.toString(),
  };
}
