import type { FastifyInstance } from 'fastify';
import { sendError } from '../error-replies.ts';
import type { AppServices } from '../services.ts';

/**
 * Refuses requests with a compressed body before reading it, because a few bytes could unpack to many, even from a
 * sender without a key.
 */
export function refuseCompressedBodies(app: FastifyInstance, { refusedBodies }: AppServices): void {
  app.addHook('onRequest', (request, reply, done) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
    if (encoding === '' || encoding === 'identity' || request.method === 'GET' || request.method === 'HEAD')
      return done();
    // RFC 9110: with a 415 this header names the encodings that the server accepts.
    reply.header('accept-encoding', 'identity');
    void refusedBodies
      .discard(request, reply)
      .then(() =>
        sendError(reply, 415, 'BAD_USER_INPUT', 'Send the request body uncompressed, without Content-Encoding.'),
      );
  });
}
