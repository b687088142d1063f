import type { FastifyReply } from 'fastify';
import { tryAgainIn } from '#contract/error-words.ts';
import type { ErrorCode } from '#contract/errors.ts';

export const toErrorBody = (code: ErrorCode, message: string, requestId: string) =>
  JSON.stringify({ errors: [{ message, extensions: { code, request_id: requestId } }], data: null });

/** Sends an answer in the shape of a GraphQL error, which all our clients read. */
export function sendError(reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(toErrorBody(code, message, reply.request.id));
}

/** Always sends Retry-After, because without it the original client sleeps for minutes. */
export function sendTooMany(reply: FastifyReply, seconds: number, reason: string): FastifyReply {
  const wait = Math.max(1, seconds);
  return sendError(reply.header('retry-after', String(wait)), 429, 'RATE_LIMITED', `${reason} ${tryAgainIn(wait)}`);
}

export const sendWrongKeys = (reply: FastifyReply, seconds: number) =>
  sendTooMany(reply, seconds, 'Too many wrong credentials from this address.');
