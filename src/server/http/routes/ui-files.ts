import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sendError } from '../error-replies.ts';
import type { AppServices } from '../services.ts';
import { createPage } from './page-route.ts';

/** Serves the built UI. Browsers cache files with a hash in their name forever, and the page not. */
export async function addUiFiles(app: FastifyInstance, services: AppServices): Promise<void> {
  const { uiDirectory } = services;
  refuseWritesToNowhere(app, services);
  app.setNotFoundHandler((_request, reply) => sendNotFound(reply));
  if (!existsSync(join(uiDirectory, 'index.html'))) {
    app.get('/*', (_request, reply) =>
      sendError(reply, 503, 'UNAVAILABLE', 'The UI is not built. Run npm run build, then restart the server.'),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: uiDirectory,
    // The build writes a .br and a .gz beside every file that compresses well.
    preCompressed: true,
    index: false,
    wildcard: false,
    cacheControl: false,
    setHeaders(reply, path) {
      const isHashed = path.startsWith(join(uiDirectory, 'assets'));
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('vary', 'accept-encoding');
    },
  });
  const sendPage = createPage(services);
  // The router of the app knows the pages; it shows its own "not found".
  app.get('/*', (request, reply) =>
    /^\/(?:assets|session|graphql)\b/.test(request.url) ? sendNotFound(reply) : sendPage(request, reply),
  );
}

/** Before their bodies are read. */
function refuseWritesToNowhere(app: FastifyInstance, { refusedBodies }: AppServices): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404 || request.method === 'GET' || request.method === 'HEAD') return done();
    void refusedBodies.discard(request, reply).then(() => sendNotFound(reply));
  });
}

const sendNotFound = (reply: FastifyReply) => sendError(reply, 404, 'NOT_FOUND', 'There is nothing at this address.');
