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
