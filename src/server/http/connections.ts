import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { HttpLimits } from './limits.ts';

/** At a stop: how long to wait for the first request on a new connection. */
const UNUSED_MS = 1_000;

/** How often the log says that an address has too many connections. */
const REPORT_MS = 60_000;

/** Bounds what the connections of a client can hold: how many, for how long, and how many requests on each. */
export function boundConnections(app: FastifyInstance, limits: HttpLimits): void {
  const connections = new Connections(limits, app.log);
  connections.watch(app.server);
  app.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    // Fastify listens on a second server where "localhost" has two addresses.
    if (socket.server) connections.watch(socket.server);
    if (connections.begin(socket)) {
      reply.raw.once('close', () => connections.end(socket));
      return done();
    }
    reply.hijack();
    socket.destroy();
  });
  app.addHook('preClose', async () => {
    setTimeout(() => connections.cutUnused(), UNUSED_MS).unref();
  });
}

declare module 'node:net' {
  interface Socket {
    /** Set by Node for connections that a server has accepted. */
    readonly server?: Server;
  }
}

class Connections {
  readonly #limits: HttpLimits;
  readonly #log: FastifyBaseLogger;
  readonly #servers = new Set<Server>();
  /** The number of requests under way on each connection. */
  readonly #open = new Map<Socket, number>();
  readonly #perAddress = new Map<string, number>();
  readonly #reported = new Set<string>();

  constructor(limits: HttpLimits, log: FastifyBaseLogger) {
    this.#limits = limits;
    this.#log = log;
  }

  watch(server: Server): void {
    if (this.#servers.has(server)) return;
    this.#servers.add(server);
    server.maxConnections = this.#limits.connections;
    server.on('connection', (socket) => this.#add(socket));
    server.setTimeout(this.#limits.stallMs, (socket) => this.#endIfStalled(socket));
  }

  /** False if the connection has more requests than it may. */
  begin(socket: Socket): boolean {
    const requests = (this.#open.get(socket) ?? 0) + 1;
    if (!socket.destroyed) this.#open.set(socket, requests);
    return requests <= this.#limits.waitingRequests;
  }

  end(socket: Socket): void {
    const requests = this.#open.get(socket);
    if (requests !== undefined) this.#open.set(socket, Math.max(0, requests - 1));
  }

  /** Ends connections that clients opened in advance. Node counts them as active, so a stop would wait for them. */
  cutUnused(): void {
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
    this.#open.set(socket, 0);
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
    } else if (socket.bytesRead > 0 && !this.#open.get(socket)) {
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
