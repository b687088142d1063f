import type { ErrorCode, ErrorDetails, KvError } from './errors.ts';
import { MAX_VALUE_DEPTH } from './limits.ts';

/*
 * The one place that turns error codes into words, for the page, the CLI and the API reference. Each of them adds its
 * own advice, because what readers can do about a failure depends on where they are.
 */

export interface ErrorWords {
  /** What happened, for a heading: no full stop at the end. */
  readonly title: string;
  /** Details, in whole sentences; empty if the title is enough. */
  readonly reason: string;
}

export interface WordOptions {
  /** The address of the server, if the reader may have chosen it. */
  readonly address?: string;
  /** Formats a number for the reader; by default like 1,048,576. */
  readonly count?: (count: number) => string;
  /** Formats a size for the reader; by default like 1,048,576 bytes. */
  readonly bytes?: (bytes: number) => string;
}

/** What is safe after a refusal, unless the outcome is unknown: see `isUndecided`. */
export const NOTHING_CHANGED = 'Nothing was changed.';

interface Facts extends Required<Pick<WordOptions, 'count' | 'bytes'>> {
  readonly message: string;
  readonly details: ErrorDetails;
  /** `The server`, with its address if that is known. */
  readonly server: string;
}

interface CodeWords {
  /** The meaning for programs, in Markdown, for the API reference. */
  readonly meaning: string;
  readonly words: ErrorWords | ((facts: Facts) => ErrorWords);
}

const MISMATCH: ErrorWords = {
  title: 'The client and the server are incompatible',
  reason: 'One of them is older than the other.',
};

const WORDS: Readonly<Record<ErrorCode, CodeWords>> = {
  UNAUTHENTICATED: {
    meaning: 'The API key or session is missing, wrong, expired or revoked, or not valid for the requested tenant.',
    words: {
      title: 'Not signed in',
      reason: 'The API key is missing, wrong, expired or revoked, or not valid for this team.',
    },
  },
  FORBIDDEN: {
    meaning: 'The caller is not allowed to do this.',
    words: { title: 'This API key is not allowed to do that', reason: '' },
  },
  BAD_USER_INPUT: {
    meaning: 'The server refused an argument, a variable or the request itself; the message says why.',
    words: ({ message }) => ({ title: 'Not accepted', reason: message }),
  },
  NOT_FOUND: {
    meaning: 'Nothing has this key, id or address.',
    words: { title: 'There is no pair with this key', reason: '' },
  },
  VERSION_CONFLICT: {
    meaning:
      'The pair is not at `expected_version`; nothing was written. `current_version` is its version now, 0 if there is no pair.',
    words: ({ details: { current_version }, count }) =>
      current_version === 0
        ? { title: 'There is no pair with this key', reason: 'It may have been deleted.' }
        : {
            title: 'The pair is at another version',
            reason: current_version === undefined ? '' : `It is now at version ${count(current_version)}.`,
          },
  },
  ALREADY_CREATED: {
    meaning:
      'This request with this idempotency key was done before, and nothing was created again: the API key exists, but its secret was shown once and is not kept.',
    words: { title: 'The API key was already created', reason: 'Its secret was shown once and is not kept.' },
  },
  LICENSE_LIMIT_REACHED: {
    meaning:
      'The tenant holds as many pairs as its licence allows: `used` of `limit`. Existing pairs can still be overwritten and deleted.',
    words: ({ details: { used, limit }, count }) => ({
      title: 'Licence limit reached',
      reason:
        used === undefined || limit === undefined
          ? 'Every pair that the licence allows is in use.'
          : `${count(used)} of ${count(limit)} pairs are in use.`,
    }),
  },
  VALUE_TOO_LARGE: {
    meaning: 'The compact JSON text of the value takes `size` bytes; at most `limit` are allowed.',
    words: ({ details: { size, limit }, bytes }) => ({
      title: 'The value is too large',
      reason: size === undefined || limit === undefined ? '' : `It takes ${bytes(size)}; the limit is ${bytes(limit)}.`,
    }),
  },
  VALUE_TOO_DEEP: {
    meaning: 'The value has more than `limit` levels of arrays and objects.',
    words: ({ details: { limit = MAX_VALUE_DEPTH }, count }) => ({
      title: 'The value is nested too deeply',
      reason: `At most ${count(limit)} levels of arrays and objects are allowed.`,
    }),
  },
  RATE_LIMITED: {
    meaning: 'Too many requests; the header `Retry-After` says how many seconds to wait.',
    words: ({ details: { retry_after } }) => ({ title: 'Too many requests', reason: tryAgainIn(retry_after) }),
  },
  QUERY_TOO_EXPENSIVE: {
    meaning: 'The query takes longer than the server allows (`KV_QUERY_SECONDS`). Nothing was changed.',
    words: {
      title: 'This takes too long',
      reason: 'The server has stopped the query. Ask for less: fewer conditions, an earlier page, or an order by key.',
    },
  },
  UNAVAILABLE: {
    meaning:
      'The server cannot do this right now. A write may have taken effect; retrying it is safe with an idempotency key.',
    words: {
      title: 'The server cannot do this right now',
      reason: 'It is running, but it is busy or cannot use its database.',
    },
  },
  UNREACHABLE: {
    meaning: 'Raised by the client: the server did not answer, or is not a KV Store. Never sent.',
    words: ({ details: { status }, server }) => {
      if (status === undefined) return { title: `${server} cannot be reached`, reason: 'It did not answer.' };
      return status < 500
        ? { title: `${server} is not a KV Store (HTTP ${status})`, reason: '' }
        : { title: `${server} cannot be reached`, reason: `The response was HTTP ${status}.` };
    },
  },
  GRAPHQL_PARSE_FAILED: { meaning: 'The document is not GraphQL.', words: MISMATCH },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The document asks for something that the API does not have, or for too much.',
    words: MISMATCH,
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'A bug in the server; its log has the details.',
    words: { title: 'The server failed', reason: 'This is a bug in the server; its log has the details.' },
  },
};

/** A failure in words, without advice on what to do. */
export function wordsOf({ code, message, details }: KvError, options: WordOptions = {}): ErrorWords {
  const { words } = WORDS[code];
  if (typeof words !== 'function') return words;
  const { address, count = (number) => number.toLocaleString('en') } = options;
  return words({
    message,
    details,
    count,
    bytes: options.bytes ?? ((bytes) => `${count(bytes)} bytes`),
    server: address === undefined ? 'The server' : `The server at ${address}`,
  });
}

/** The meaning of each code that the server sends, in Markdown. */
export function codeMeanings(): [code: string, meaning: string][] {
  return Object.entries(WORDS).flatMap(([code, { meaning }]) => (code === 'UNREACHABLE' ? [] : [[code, meaning]]));
}

/** `Try again in 5 seconds.`; without a number `in a minute`, the longest wait that the server requests. */
export function tryAgainIn(seconds: number | undefined): string {
  if (seconds === undefined) return 'Try again in a minute.';
  return `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
}

/** Whether a write may have taken effect. Sending it again with the same idempotency key settles that. */
export function isUndecided({ code, details: { status } }: KvError): boolean {
  if (code === 'UNREACHABLE') return status === undefined || status >= 500;
  return code === 'UNAVAILABLE' || code === 'INTERNAL_SERVER_ERROR';
}
