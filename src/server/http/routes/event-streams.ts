import { once } from 'node:events';
import type { FastifyReply } from 'fastify';
import type { Scope } from '../../store/store.ts';
import { withPauses } from './with-pauses.ts';

/** Streams per API key, including its sessions. */
const MAX_STREAMS = 50;
/** At a stop: how long the last events may take. */
const LAST_EVENTS_MS = 1_000;
/** A client that reads nothing for this long is gone. */
const STUCK_MS = 60_000;

interface EventStreamOptions {
  /** JSON texts; they end when `stop` aborts. */
  readonly results: AsyncIterable<string>;
  readonly stop: AbortController;
  /** Whether the credential is still valid. */
  readonly check: () => Promise<boolean>;
  /** The last result if it is not. */
  readonly refusal: string;
}

/**
 * Sends the results of subscriptions as server-sent events: GraphQL over SSE, distinct connections mode. Events bypass
 * everything that might buffer them, and the next one is read only after the client has read the last.
 */
export class EventStreams {
  /** By the id of the API key. */
  readonly #counts = new Map<string, number>();
  readonly #open = new Set<{ readonly stop: AbortController; readonly reply: FastifyReply; sent: Promise<void> }>();
  #isStopping = false;

  /** Whether this API key may open another stream. */
  hasRoomFor({ actorId }: Scope): boolean {
    return !this.#isStopping && (this.#counts.get(actorId) ?? 0) < MAX_STREAMS;
  }

  /** Answers with the results. */
  send(reply: FastifyReply, { actorId }: Scope, options: EventStreamOptions): FastifyReply {
    this.#counts.set(actorId, (this.#counts.get(actorId) ?? 0) + 1);
    const stream = { stop: options.stop, reply, sent: write(reply, options) };
    this.#open.add(stream);
    void stream.sent.finally(() => {
      this.#open.delete(stream);
      const left = (this.#counts.get(actorId) ?? 1) - 1;
      if (left > 0) this.#counts.set(actorId, left);
      else this.#counts.delete(actorId);
    });
    return reply;
  }

  /** Ends all streams, so that clients reconnect, elsewhere or later. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const streams = [...this.#open];
    if (streams.length === 0) return;
    for (const { stop } of streams) stop.abort();
    const tooLate = new Promise((resolve) => setTimeout(resolve, LAST_EVENTS_MS).unref());
    await Promise.race([Promise.all(streams.map(({ sent }) => sent)), tooLate]);
    for (const { reply } of this.#open) reply.raw.destroy();
  }
}

/** Never rejects, because a client that has gone is not a failure. */
async function write(reply: FastifyReply, { results, stop, check, refusal }: EventStreamOptions): Promise<void> {
  const { raw } = reply;
  const headers = {
    ...reply.getHeaders(),
    'content-type': 'text/event-stream; charset=utf-8',
    // Proxies otherwise keep events until they have some kilobytes, or compress them.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  };
  reply.hijack();
  raw.once('close', () => stop.abort());
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  // A stream may be quiet for longer than other answers; `put` finds out when its client does not read.
  raw.socket?.setTimeout(0);
  // Send the headers before the first event, so that the client knows it is connected.
  raw.flushHeaders();

  async function put(text: string): Promise<void> {
    if (raw.destroyed || raw.write(text)) return;
    const stuck = setTimeout(() => raw.destroy(), STUCK_MS);
    await once(raw, 'drain', { signal: stop.signal }).catch(() => undefined);
    clearTimeout(stuck);
  }

  try {
    for await (const result of withPauses(results)) {
      if (raw.destroyed) return;
      if (!(await check())) {
        await put(toEvent('next', refusal));
        break;
      }
      if (result === 'heartbeat') await put(':\n\n');
      else if (result !== 'pause') await put(toEvent('next', result.text));
    }
    raw.end(toEvent('complete', ''));
    // The client may close the connection instead; both count as the end.
    if (!raw.closed) await once(raw, 'close', { signal: AbortSignal.timeout(STUCK_MS) }).catch(() => raw.destroy());
  } catch (error) {
    reply.log.error({ err: error }, 'a stream ended unexpectedly');
    raw.destroy();
  } finally {
    stop.abort();
  }
}

/** One `data` line is enough, because compact JSON has no line breaks. */
const toEvent = (event: string, data: string) => `event: ${event}\ndata:${data === '' ? '' : ` ${data}`}\n\n`;
