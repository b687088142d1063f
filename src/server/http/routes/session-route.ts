import type { FastifyInstance, FastifyReply } from 'fastify';
import { hashSecret, mayBeApiKey } from '../../auth/secrets.ts';
import { isFromOwnPage } from '../edge/security.ts';
import { sendError, sendWrongKeys } from '../error-replies.ts';
import type { AppServices } from '../services.ts';

const FAILURES_PER_5_MINUTES = 20;

/** `POST /session` signs in with an API key or with the token of the printed link, `DELETE /session` signs out. */
export function addSessionRoute(app: FastifyInstance, { store, sessions, signInToken, tenantId }: AppServices): void {
  const countFailure = app.createRateLimit({ max: FAILURES_PER_5_MINUTES, timeWindow: '5 minutes' });

  /** The API key for a credential; undefined if that is not valid. */
  async function findApiKey(credential: { api_key?: unknown; token?: unknown }) {
    if (typeof credential.token === 'string') {
      if (!signInToken.redeem(credential.token)) return undefined;
      const adminKey = await store.findAdminApiKey(tenantId);
      return adminKey && { id: adminKey.id, tenantId };
    }
    const key = typeof credential.api_key === 'string' ? credential.api_key.trim() : '';
    const scope = mayBeApiKey(key) ? await store.findApiKey(hashSecret(key)) : undefined;
    return scope && { id: scope.actorId, tenantId: scope.tenantId };
  }

  app.post('/session', async (request, reply) => {
    if (!isFromOwnPage(request)) {
      return sendError(reply, 403, 'FORBIDDEN', 'Sign in from the pages of this server.');
    }
    const credential = readCredential(request.body);
    const caller = { address: request.ip, with: typeof credential?.token === 'string' ? 'link' : 'API key' };
    const apiKey = credential && (await findApiKey(credential));
    if (!apiKey) {
      request.log.warn(caller, 'sign-in refused');
      const limit = await countFailure(request);
      if (!limit.isAllowed && limit.isExceeded) return sendWrongKeys(reply, limit.ttlInSeconds);
      const message =
        typeof credential?.token === 'string'
          ? 'This link was already used or has expired. Sign in with an API key, or restart the server to get a new link.'
          : 'This API key is not valid. It may be mistyped, expired or revoked.';
      return sendError(reply, 401, 'UNAUTHENTICATED', message);
    }
    const old = sessions.tokenOf(request.headers.cookie);
    if (old) await store.deleteSession(hashSecret(old));
    const { setCookie, keyName } = await sessions.start(apiKey);
    request.log.info({ ...caller, keyName }, 'signed in');
    return noContent(reply, setCookie);
  });

  app.delete('/session', async (request, reply) => {
    if (!isFromOwnPage(request)) {
      return sendError(reply, 403, 'FORBIDDEN', 'Sign out from the pages of this server.');
    }
    const token = sessions.tokenOf(request.headers.cookie);
    const session = token ? await store.findSession(hashSecret(token)) : undefined;
    if (token) await store.deleteSession(hashSecret(token));
    if (session) request.log.info({ address: request.ip, keyName: session.actorName }, 'signed out');
    return noContent(reply, sessions.endCookies());
  });
}

const noContent = (reply: FastifyReply, setCookie: string | readonly string[]) =>
  reply.code(204).header('cache-control', 'no-store').header('set-cookie', setCookie).send();

function readCredential(body: unknown): { api_key?: unknown; token?: unknown } | undefined {
  try {
    const parsed: unknown = Buffer.isBuffer(body) ? JSON.parse(body.toString('utf8')) : undefined;
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}
