import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { KvError } from '#contract/errors.ts';
import { type AnswerBody, type GraphqlAnswer, refuse } from '../../graphql/answers/write-answer.ts';
import { type RequestText, readRequestText } from '../../graphql/documents/request-text.ts';
import { toWireError } from '../../graphql/errors.ts';
import type { Accepts } from '../edge/accept.ts';
import { checkCallers, UNAUTHENTICATED } from '../edge/callers.ts';
import { sendError, sendTooMany } from '../error-replies.ts';
import type { AppServices } from '../services.ts';
import { EventStreams } from './event-streams.ts';
import { createContext, createReport } from './request-context.ts';

/** Only of callers with a key; every other body is cut at the limit of the app. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Retry-After for a refused stream; room returns when someone closes a page. */
const STREAM_RETRY_S = 10;

/** Bytes or characters of an answer that is compressed: for shorter ones it saves no time on any network. */
const MIN_COMPRESSED = 8 * 1024;

const TOO_MANY_STREAMS = 'This API key has too many open streams. Close one.';

/** `POST /`, which the original client uses, and `POST /graphql`. */
export function addGraphqlRoute(app: FastifyInstance, services: AppServices): void {
  const { config, graphql } = services;
  const streams = new EventStreams();
  app.addHook('preClose', () => streams.stop());
  const checkCaller = checkCallers(app, services);

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { caller } = request;
    // The key may have been revoked while the body was on its way.
    const scope = caller && (caller.isFresh() ? caller.scope : await caller.recheck());
    if (!scope) return sendError(reply, 200, 'UNAUTHENTICATED', UNAUTHENTICATED);
    const { accepts } = caller;
    const report = createReport(request);

    let text: RequestText;
    try {
      text = readRequestText(decodeBody(request.body));
    } catch (error) {
      if (!(error instanceof KvError)) throw error;
      return send(reply, 400, accepts, refuse([toWireError(error)], report));
    }
    const context = createContext(services, scope, config.querySeconds * 1000);
    if (!accepts.isStream) return sendAnswer(reply, accepts, await graphql.answer(text, context, report));

    const stop = new AbortController();
    const result = await graphql.open(text, { ...context, signal: stop.signal }, report);
    if ('body' in result) return sendAnswer(reply, accepts, result);
    if (!streams.hasRoomFor(scope)) return sendTooMany(reply, STREAM_RETRY_S, TOO_MANY_STREAMS);
    return streams.send(reply, scope, {
      results: result,
      stop,
      check: async () => (await caller.recheck())?.tenantId === scope.tenantId,
      refusal: refuse([toWireError(new KvError('UNAUTHENTICATED', UNAUTHENTICATED))], report).body,
    });
  }

  for (const url of ['/', '/graphql']) {
    app.post(url, { bodyLimit: MAX_BODY_BYTES, onRequest: checkCaller }, answer);
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
