import { randomUUID } from 'node:crypto';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyError, type FastifyInstance, LogController } from 'fastify';
import { createSessions } from '../auth/sessions.ts';
import { INTERNAL_ERROR_MESSAGE } from '../graphql/errors.ts';
import { createGraphqlApi } from '../graphql/graphql-api.ts';
import { toReadableUrl } from './edge/addresses.ts';
import { Connections } from './edge/connections.ts';
import { HTTP_LIMITS } from './edge/limits.ts';
import { createParserErrorHandler } from './edge/parser-errors.ts';
import { RefusedBodies } from './edge/refused-bodies.ts';
import { refuseCompressedBodies } from './edge/request-encoding.ts';
import { addHostCheck, addSecurityHeaders, securityHeaders } from './edge/security.ts';
import { sendError } from './error-replies.ts';
import { addGraphqlRoute } from './routes/graphql-route.ts';
import { addHealthRoutes } from './routes/health-routes.ts';
import { addSessionRoute } from './routes/session-route.ts';
import { addUiFiles } from './routes/ui-files.ts';
import type { AppOptions, AppServices } from './services.ts';

/** Of everybody, before and without a key; a sign-in needs far less. */
const MAX_BODY_BYTES = 64 * 1024;

/** The HTTP server, ready to listen. Closing it ends requests and streams, not the store. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { config, store, logger } = options;
  const limits = { ...HTTP_LIMITS, ...options.limits };
  const { headersMs, requestMs, checkMs } = limits;
  const connections = new Connections(limits, logger);
  const headers = securityHeaders(config);
  const answerParserError = createParserErrorHandler({
    headers,
    log: logger,
    mayAnswer: (socket) => connections.mayAnswer(socket),
  });
  const refusedBodies = new RefusedBodies(limits);
  const services: AppServices = {
    ...options,
    refusedBodies,
    sessions: createSessions(store, config.publicUrl),
    graphql: createGraphqlApi(),
  };
  const app = Fastify({
    loggerInstance: logger,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: requestMs,
    keepAliveTimeout: 72_000,
    http: {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: checkMs,
      // Node would refuse requests without a host by itself, without our headers.
      requireHostHeader: false,
    },
    genReqId: () => randomUUID(),
    rewriteUrl: toReadableUrl,
    clientErrorHandler: answerParserError,
    return503OnClosing: false,
    // At a stop only connections without a request are closed; requests under way are answered.
    forceCloseConnections: 'idle',
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 8_192 },
  });

  // Bodies stay bytes, because Fastify's own parser would turn JSON into values and lose digits.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  connections.addTo(app, answerParserError);
  addRequestLog(app);
  addSecurityHeaders(app, headers);
  addHostCheck(app, services);
  app.addHook('preClose', async () => refusedBodies.cutAll());
  refuseWhileStopping(app, services);
  refuseCompressedBodies(app, services);
  await app.register(rateLimit, { global: false });
  await app.register(compress, {
    // Only where an answer asks for it: as a hook of every answer it was a sixth of the cost of a point read.
    global: false,
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    // The fastest: more effort makes JSON a few percent smaller and takes several times as long.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
    zlibOptions: { level: 1 },
  });
  addErrorReplies(app, services);

  addHealthRoutes(app, services);
  addSessionRoute(app, services);
  addGraphqlRoute(app, services);
  await addUiFiles(app, services);
  return app;
}

/** One line per request, never with its address, which contains keys, nor its body or credentials. */
function addRequestLog(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
}

/** Requests on connections that are still open at a stop. Fastify would answer without our headers. */
function refuseWhileStopping(app: FastifyInstance, { refusedBodies }: AppServices): void {
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  app.addHook('onRequest', (request, reply, done) => {
    if (!isStopping || /^\/(?:livez|readyz)$/.test(request.url)) return done();
    void refusedBodies
      .discard(request, reply)
      .then(() => sendError(reply, 503, 'UNAVAILABLE', 'The server is stopping. Nothing was written.'));
  });
}

function addErrorReplies(app: FastifyInstance, { refusedBodies }: AppServices): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      // Fastify would close the connection with the answer, which a client that still sends does not see then.
      reply.removeHeader('connection');
      await refusedBodies.discard(request, reply);
      const { bodyLimit } = request.routeOptions;
      return sendError(reply, 413, 'VALUE_TOO_LARGE', `This request can have at most ${bodyLimit} bytes.`);
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return sendError(reply, status, 'BAD_USER_INPUT', 'The request could not be read.');
    // An answer cut short because the client has gone is not a bug in the server.
    request.log[request.raw.socket.destroyed ? 'debug' : 'error']({ err: error }, 'unexpected error');
    return sendError(reply, 500, 'INTERNAL_SERVER_ERROR', INTERNAL_ERROR_MESSAGE);
  });
}
