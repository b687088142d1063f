import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import type { ErrorCode } from '#contract/errors.ts';
import { toErrorBody } from '../error-replies.ts';

/** How long a client that still sends may take to read why it is refused. */
const LAST_READ_MS = 1_000;

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

/** By the code of Node's error. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'BAD_USER_INPUT', message: 'The request took too long to arrive.' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'BAD_USER_INPUT', message: 'The headers of the request are too long.' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: 'BAD_USER_INPUT',
    message: 'The chunk extensions of the request are too long.',
  },
};
const NOT_HTTP: Refusal = { status: 400, code: 'BAD_USER_INPUT', message: 'The request is not valid HTTP.' };

interface ParserErrorOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly log: FastifyBaseLogger;
  /** Whether an answer here cannot be taken for that to another request. */
  readonly mayAnswer: (socket: Socket) => boolean;
}

/** Answers what never becomes a request like any other error, and ends the connection. */
export function createParserErrorHandler({ headers, log, mayAnswer }: ParserErrorOptions) {
  return function answerParserError(error: Error & { readonly code?: string }, socket: Socket): void {
    // It ended already, and more of the same arrives.
    if (socket.writableEnded) return;
    if (error.code === 'ECONNRESET' || !socket.writable || !mayAnswer(socket)) {
      socket.destroy();
      return;
    }
    const { status, code, message } = REFUSALS[error.code ?? ''] ?? NOT_HTTP;
    const id = randomUUID();
    // Never the error itself: it holds the bytes of the request, credentials included.
    log.info({ reqId: id, address: socket.remoteAddress, status, reason: error.code }, 'request refused');
    const body = toErrorBody(code, message, id);
    const lines = Object.entries({
      ...headers,
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'x-request-id': id,
      date: new Date().toUTCString(),
      connection: 'close',
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
    // A connection that is closed while data comes in is reset, and the answer with it.
    setTimeout(() => socket.destroy(), LAST_READ_MS).unref();
  };
}
