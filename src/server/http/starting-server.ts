import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import { securityHeaders } from './edge/security.ts';
import { toErrorBody } from './error-replies.ts';

/** Retry-After: for a file of a gigabyte it takes about a minute. */
const RETRY_S = '5';

const MESSAGE = 'The server is starting: it is checking or upgrading its database. Nothing was written. Try again.';

/**
 * Answers while the database is checked or upgraded, so that nobody takes a server that is starting for one that has
 * failed and ends it: `GET /livez` as ever, everything else with 503.
 */
export class StartingServer {
  readonly #config: Config;
  readonly #server: Server;

  constructor(config: Config) {
    this.#config = config;
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  /** Resolves when it answers; rejects when the address cannot be used. */
  async listen(): Promise<void> {
    this.#server.listen(this.#config.port, this.#config.host);
    await once(this.#server, 'listening');
  }

  /** Leaves the address to the server. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const id = randomUUID();
    const headers = {
      ...securityHeaders(this.#config),
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      'x-request-id': id,
      // What it answers on a connection is no longer true a moment later.
      connection: 'close',
    };
    request.resume();
    const path = request.url?.split('?', 1)[0];
    if (path === '/livez') response.writeHead(200, headers).end('{"status":"ok"}');
    else if (path === '/readyz') response.writeHead(503, headers).end('{"status":"starting"}');
    else {
      response.writeHead(503, { ...headers, 'retry-after': RETRY_S }).end(toErrorBody('UNAVAILABLE', MESSAGE, id));
    }
  }
}
