import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { KvError } from '#contract/errors.ts';
import { authenticate } from '../auth/authenticate.ts';
import { toWireError } from '../graphql/errors.ts';
import { createGraphqlApi, type GraphqlAnswer, refuse } from '../graphql/graphql-api.ts';
import { type RequestText, readRequestText } from '../graphql/request-text.ts';
import { sendError, sendTooMany } from './error-replies.ts';
import { isFromOwnPage } from './security.ts';
import type { AppServices } from './services.ts';

/** Wrong API keys from one address before it has to wait. */
const WRONG_KEYS_PER_MINUTE = 30;

const UNAUTHENTICATED =
  'Sign in or send a valid API key. The key may be wrong, expired or revoked, or not be valid for this tenant.';

/** `POST /` (where the original client posts to) and `POST /graphql`. */
export function addGraphqlRoute(app: FastifyInstance, { store, sessions, config }: AppServices): void {
  const api = createGraphqlApi();
  const countWrongKey = app.createRateLimit({ max: WRONG_KEYS_PER_MINUTE, timeWindow: '1 minute' });

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header('cache-control', 'no-store');
    const accepts = readAccept(request.headers.accept);
    if (!accepts) {
      return sendError(
        reply,
        406,
        'BAD_USER_INPUT',
        'Answers are application/json or application/graphql-response+json.',
      );
    }
    if (!/^application\/(?:graphql-response\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
      return sendError(reply, 415, 'BAD_USER_INPUT', 'Send the request as application/json.');
    }
    if (request.headers['content-encoding'] !== undefined) {
      return sendError(reply, 415, 'BAD_USER_INPUT', 'Send the request body uncompressed.');
    }

    const { authorization } = request.headers;
    const scope = await authenticate(store, sessions, {
      authorization,
      cookie: isFromOwnPage(request) ? request.headers.cookie : undefined,
      tenantId: request.headers['x-prefect-tenant-id']?.toString(),
      client: request.headers['x-kv-client']?.toString(),
      coreVersion: request.headers['x-prefect-core-version']?.toString(),
    });
    if (!scope) {
      if (authorization !== undefined) {
        const limit = await countWrongKey(request);
        if (!limit.isAllowed && limit.isExceeded) return sendTooMany(reply, limit.ttlInSeconds);
      }
      // 200, and `data: null`: only so the original client says what is wrong instead of trying again.
      return sendError(reply, 200, 'UNAUTHENTICATED', UNAUTHENTICATED);
    }

    let text: RequestText;
    try {
      text = readRequestText(decodeBody(request.body));
    } catch (error) {
      if (!(error instanceof KvError)) throw error;
      return send(reply, 400, accepts, refuse([toWireError(error)]));
    }
    const context = { store, scope, maxValueBytes: config.maxValueBytes };
    const result = await api.answer(text, context, (error) => request.log.error({ err: error }, 'unexpected error'));
    return send(reply, result.isExecuted || accepts.isPlainJson ? 200 : 400, accepts, result);
  }

  for (const url of ['/', '/graphql']) {
    app.post(url, answer);
  }
  app.get('/graphql', (_request, reply) =>
    sendError(reply.header('allow', 'POST'), 405, 'BAD_USER_INPUT', 'GraphQL is answered to POST requests only.'),
  );
}

interface Accepts {
  readonly type: 'application/json' | 'application/graphql-response+json';
  /** JSON was asked for by name: GraphQL over HTTP then answers refusals with 200. */
  readonly isPlainJson: boolean;
}

/** What the `Accept` header allows; undefined when nothing that can be sent. */
function readAccept(accept = '*/*'): Accepts | undefined {
  if (/application\/graphql-response\+json/i.test(accept)) {
    return { type: 'application/graphql-response+json', isPlainJson: false };
  }
  if (/application\/json/i.test(accept)) return { type: 'application/json', isPlainJson: true };
  return /(?:application|\*)\/\*/.test(accept) ? { type: 'application/json', isPlainJson: false } : undefined;
}

/** @throws {KvError} `BAD_USER_INPUT` */
function decodeBody(body: unknown): string {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new KvError('BAD_USER_INPUT', 'The request has no body.');
  if (!isUtf8(body)) throw new KvError('BAD_USER_INPUT', 'The request body is not UTF-8.');
  return body.toString('utf8');
}

const send = (reply: FastifyReply, status: number, { type }: Accepts, { body }: GraphqlAnswer) =>
  reply.code(status).type(`${type}; charset=utf-8`).send(body);
