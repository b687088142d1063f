import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { HttpLimits } from './limits.ts';

/** At a stop: how long to wait for the first request on a new connection. */
const UNUSED_MS = 1_000;

/** How often the log says that an address has too many connections. */
const REPORT_MS = 60_000;

declare module 'node:net' {
  interface Socket {
    /** Set by Node for connections that a server has accepted. */
    readonly server?: Server;
  }
}

interface OpenConnection {
  /** Requests whose answer has not ended. */
  waiting: number;
  /** The latest request. */
  request?: IncomingMessage;
  answer?: ServerResponse;
}

type ClientErrorListener = (error: Error, socket: Socket) => void;

/** Bounds what the connections of a client can hold: how many, for how long, and how many requests on each. */
export class Connections {
  readonly #limits: HttpLimits;
  readonly #log: FastifyBaseLogger;
  readonly #servers = new Set<Server>();
  readonly #open = new Map<Socket, OpenConnection>();
  readonly #perAddress = new Map<string, number>();
  readonly #reported = new Set<string>();

  constructor(limits: HttpLimits, log: FastifyBaseLogger) {
    this.#limits = limits;
    this.#log = log;
  }

  addTo(app: FastifyInstance, onClientError: ClientErrorListener): void {
    this.#watch(app.server, onClientError);
    app.addHook('onRequest', ({ raw }, reply, done) => {
      const { socket } = raw;
      // Fastify listens on a second server where "localhost" has two addresses.
      if (socket.server) this.#watch(socket.server, onClientError);
      if (this.#begin(socket, raw, reply.raw)) return done();
      reply.hijack();
      socket.destroy();
    });
    app.addHook('preClose', async () => {
      setTimeout(() => this.#cutUnused(), UNUSED_MS).unref();
    });
  }

  /** Whether an answer to something unreadable cannot be taken for the answer to an earlier request. */
  mayAnswer(socket: Socket): boolean {
    const { waiting, request, answer } = this.#open.get(socket) ?? { waiting: 0 };
    if (!request || !answer) return true;
    return waiting === 0 ? request.complete : waiting === 1 && !request.complete && !answer.headersSent;
  }

  #watch(server: Server, onClientError: ClientErrorListener): void {
    if (this.#servers.has(server)) return;
    this.#servers.add(server);
    server.maxConnections = this.#limits.connections;
    server.on('connection', (socket) => this.#add(socket));
    server.setTimeout(this.#limits.stallMs, (socket) => this.#endIfStalled(socket));
    // Node would answer by itself; an expectation that a server does not know may be ignored.
    server.on('checkExpectation', (request, response) => server.emit('request', request, response));
    if (server.listenerCount('clientError') === 0) server.on('clientError', onClientError);
  }

  /** False if the connection has more requests than it may. */
  #begin(socket: Socket, request: IncomingMessage, answer: ServerResponse): boolean {
    const open = this.#open.get(socket) ?? { waiting: 0 };
    open.waiting += 1;
    open.request = request;
    open.answer = answer;
    answer.once('close', () => {
      open.waiting -= 1;
    });
    return open.waiting <= this.#limits.waitingRequests;
  }

  /** Ends connections that clients opened in advance. Node counts them as active, so a stop would wait for them. */
  #cutUnused(): void {
    for (const socket of this.#open.keys()) if (socket.bytesRead === 0) socket.destroy();
  }

  #add(socket: Socket): void {
    const address = normalizeIP(socket.remoteAddress ?? '');
    const count = (this.#perAddress.get(address) ?? 0) + 1;
    if (count > this.#limits.connectionsPerAddress) {
      socket.destroy();
      this.#reportTooMany(address);
      return;
    }
    this.#perAddress.set(address, count);
    this.#open.set(socket, { waiting: 0 });
    socket.once('close', () => {
      this.#open.delete(socket);
      const left = (this.#perAddress.get(address) ?? 1) - 1;
      if (left > 0) this.#perAddress.set(address, left);
      else this.#perAddress.delete(address);
    });
  }

  /** Nothing was read or written for a while. */
  #endIfStalled(socket: Socket): void {
    if (socket.writableLength > 0) {
      this.#log.info({ address: socket.remoteAddress }, 'connection ended: the client does not read its answer');
      // Also drops what the system still holds for the client.
      socket.resetAndDestroy();
    } else if (socket.bytesRead > 0 && !this.#open.get(socket)?.waiting) {
      socket.destroy();
    }
    // Otherwise the server is still at work, or a request has yet to arrive, which has its own limits.
  }

  #reportTooMany(address: string): void {
    if (this.#reported.has(address)) return;
    this.#log.warn({ address, limit: this.#limits.connectionsPerAddress }, 'too many connections from one address');
    this.#reported.add(address);
    setTimeout(() => this.#reported.delete(address), REPORT_MS).unref();
  }
}
