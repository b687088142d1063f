import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '#contract/errors.ts';

/** An answer in the shape of a GraphQL error, which every client of ours reads. */
export function sendError(reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [{ message, extensions: { code } }], data: null }));
}

/** Always with Retry-After: without it the original client sleeps for minutes. */
export const sendTooMany = (reply: FastifyReply, seconds: number, message: string) =>
  sendError(reply.header('retry-after', String(Math.max(1, seconds))), 429, 'RATE_LIMITED', message);

export const sendWrongKeys = (reply: FastifyReply, seconds: number) =>
  sendTooMany(reply, seconds, 'Too many wrong credentials from this address. Wait a little, then try again.');
