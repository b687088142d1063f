import type { FastifyInstance } from 'fastify';
import { sendError } from './error-replies.ts';

/**
 * Refuses requests with a compressed body, before any of it is read: a few bytes would unpack to many, and whoever
 * sends them need not have a key. What still comes is thrown away by Node, so the client reads the answer.
 */
export function refuseCompressedBodies(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
    if (encoding === '' || encoding === 'identity' || request.method === 'GET' || request.method === 'HEAD')
      return done();
    // RFC 9110: with a 415 this header says what would have been accepted.
    reply.header('accept-encoding', 'identity');
    sendError(reply, 415, 'BAD_USER_INPUT', 'Send the request body uncompressed, without Content-Encoding.');
  });
}
