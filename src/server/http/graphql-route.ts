import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { KvError } from '#contract/errors.ts';
import { authenticate, type Credentials } from '../auth/authenticate.ts';
import { RowLists } from '../graphql/answers/row-lists.ts';
import { type AnswerBody, type GraphqlAnswer, refuse } from '../graphql/answers/write-answer.ts';
import { type RequestText, readRequestText } from '../graphql/documents/request-text.ts';
import { toWireError } from '../graphql/errors.ts';
import { createGraphqlApi } from '../graphql/graphql-api.ts';
import { TimeLimit } from '../store/time-limit.ts';
import { type Accepts, readAccept } from './accept.ts';
import { sendError, sendTooMany, sendWrongKeys } from './error-replies.ts';
import { EventStreams } from './event-streams.ts';
import { isFromOwnPage } from './security.ts';
import type { AppServices } from './services.ts';

/** Wrong API keys from one address before it must wait. */
const WRONG_KEYS_PER_MINUTE = 30;

/** Retry-After for a refused stream; room returns when someone closes a page. */
const STREAM_RETRY_S = 10;

/** Bytes or characters of an answer that is compressed: for shorter ones it saves no time on any network. */
const MIN_COMPRESSED = 8 * 1024;

const TOO_MANY_STREAMS = 'This API key has too many open streams. Close one.';

const UNAUTHENTICATED =
  'Sign in or send a valid API key. The key may be wrong, expired or revoked, or not valid for this tenant.';

/** `POST /`, which the original client uses, and `POST /graphql`. */
export function addGraphqlRoute(app: FastifyInstance, { store, sessions, config }: AppServices): void {
  const api = createGraphqlApi();
  const streams = new EventStreams();
  app.addHook('preClose', () => streams.stop());
  const countWrongKey = app.createRateLimit({ max: WRONG_KEYS_PER_MINUTE, timeWindow: '1 minute' });

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header('cache-control', 'no-store');
    const accepts = readAccept(request.headers.accept);
    if (!accepts) {
      return sendError(
        reply,
        406,
        'BAD_USER_INPUT',
        'Answers are application/json, application/graphql-response+json, or text/event-stream for subscriptions.',
      );
    }
    if (!/^application\/(?:graphql-response\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
      return sendError(reply, 415, 'BAD_USER_INPUT', 'Send the request as application/json.');
    }

    const { authorization } = request.headers;
    const credentials: Credentials = {
      authorization,
      cookie: isFromOwnPage(request) ? request.headers.cookie : undefined,
      tenantId: request.headers['x-prefect-tenant-id']?.toString(),
      client: request.headers['x-kv-client']?.toString(),
      coreVersion: request.headers['x-prefect-core-version']?.toString(),
    };
    const scope = await authenticate(store, sessions, credentials);
    if (!scope) {
      if (authorization !== undefined) {
        const limit = await countWrongKey(request);
        if (!limit.isAllowed && limit.isExceeded) return sendWrongKeys(reply, limit.ttlInSeconds);
      }
      // 200 with `data: null`, because only then does the original client report the error instead of retrying.
      return sendError(reply, 200, 'UNAUTHENTICATED', UNAUTHENTICATED);
    }

    let text: RequestText;
    try {
      text = readRequestText(decodeBody(request.body));
    } catch (error) {
      if (!(error instanceof KvError)) throw error;
      return send(reply, 400, accepts, refuse([toWireError(error)]));
    }
    const context = {
      store,
      scope,
      maxValueBytes: config.maxValueBytes,
      limit: new TimeLimit(config.querySeconds * 1000),
      lists: new RowLists(),
    };
    const reportBug = (error: Error) => request.log.error({ err: error }, 'unexpected error');
    if (!accepts.isStream) return sendAnswer(reply, accepts, await api.answer(text, context, reportBug));

    const stop = new AbortController();
    const result = await api.open(text, { ...context, signal: stop.signal }, reportBug);
    if ('body' in result) return sendAnswer(reply, accepts, result);
    if (!streams.hasRoomFor(scope)) return sendTooMany(reply, STREAM_RETRY_S, TOO_MANY_STREAMS);
    return streams.send(reply, scope, {
      results: result,
      stop,
      check: async () => (await authenticate(store, sessions, credentials))?.tenantId === scope.tenantId,
      refusal: refuse([toWireError(new KvError('UNAUTHENTICATED', UNAUTHENTICATED))]).body,
    });
  }

  for (const url of ['/', '/graphql']) {
    app.post(url, answer);
  }
  app.get('/graphql', (_request, reply) =>
    sendError(reply.header('allow', 'POST'), 405, 'BAD_USER_INPUT', 'GraphQL accepts only POST requests.'),
  );
}

/** @throws {KvError} `BAD_USER_INPUT` */
function decodeBody(body: unknown): string {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new KvError('BAD_USER_INPUT', 'The request has no body.');
  if (!isUtf8(body)) throw new KvError('BAD_USER_INPUT', 'The request body is not UTF-8.');
  return body.toString('utf8');
}

const sendAnswer = (reply: FastifyReply, accepts: Accepts, answer: GraphqlAnswer) =>
  send(reply, answer.isExecuted || accepts.isPlainJson ? 200 : 400, accepts, answer);

function send(reply: FastifyReply, status: number, { type }: Accepts, { body }: GraphqlAnswer): FastifyReply {
  const payload = toPayload(body);
  reply.code(status).type(`${type}; charset=utf-8`);
  const isLarge = payload instanceof Readable || payload.length >= MIN_COMPRESSED;
  if (!isLarge) return reply.send(payload);
  reply.compress(payload);
  return reply;
}

function toPayload(body: AnswerBody): string | Buffer | Readable {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // Its buffer is counted in pieces.
  return Readable.from(body, { highWaterMark: 1 });
}
