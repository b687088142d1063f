import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpLimits } from './limits.ts';

/**
 * The bodies of requests that are refused without them: read and discarded, because a client that is cut off while
 * sending never sees the answer, and the original client then retries for a minute.
 */
export class RefusedBodies {
  readonly #limits: HttpLimits;
  readonly #open = new Set<IncomingMessage>();

  constructor(limits: HttpLimits) {
    this.#limits = limits;
  }

  /**
   * Call it before the answer. Waits for the end of the body only if the connection ends with the answer: clients, and
   * proxies that speak HTTP/1.0, lose an answer that comes while they still send. Otherwise the body may take its time
   * after the answer; a client that sends too much or stops is then cut off.
   */
  async discard({ raw }: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (raw.complete) return;
    this.#open.add(raw);
    const drained = drain(raw, this.#limits).finally(() => this.#open.delete(raw));
    if (reply.raw.shouldKeepAlive) void drained.then(() => raw.complete || raw.destroy());
    else await drained;
  }

  /** At a stop nothing waits for bodies that nobody wants. */
  cutAll(): void {
    for (const request of this.#open) request.destroy();
  }
}

/** Keeps nothing. Resolves when the body has ended, or a limit is reached. */
function drain(request: IncomingMessage, { stallMs, discardedBytes }: HttpLimits): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const timer = setTimeout(done, stallMs);
    function done() {
      clearTimeout(timer);
      request.off('data', count).off('end', done).off('close', done);
      resolve();
    }
    function count(chunk: Buffer) {
      bytes += chunk.length;
      if (bytes > discardedBytes) done();
    }
    if (request.readableEnded || request.destroyed) done();
    else request.on('data', count).on('end', done).on('close', done).resume();
  });
}
