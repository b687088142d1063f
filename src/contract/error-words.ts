import type { ErrorCode, ErrorDetails, KvError } from './errors.ts';
import { MAX_VALUE_DEPTH } from './limits.ts';

/*
 * The one place that turns error codes into words, for the page, the command line and the API reference. What a reader
 * can do about a failure depends on what is at hand, so each of them adds its own advice.
 */

export interface ErrorWords {
  /** What happened, for a heading: no full stop at the end. */
  readonly title: string;
  /** What is known about it, in whole sentences; empty when the title says it all. */
  readonly reason: string;
}

export interface WordOptions {
  /** The server that was asked, when the reader may have chosen it. */
  readonly address?: string;
  /** A number for the reader's locale; by default like 1,048,576. */
  readonly count?: (count: number) => string;
  /** A size for the reader; by default like 1,048,576 bytes. */
  readonly bytes?: (bytes: number) => string;
}

/** After a refusal that is not undecided. */
export const NOTHING_CHANGED = 'Nothing was changed.';

interface Facts extends Required<Pick<WordOptions, 'count' | 'bytes'>> {
  readonly message: string;
  readonly details: ErrorDetails;
  /** `The server`, and which one if that is known. */
  readonly server: string;
}

interface CodeWords {
  /** For the API reference, in Markdown: what the code means to a program. */
  readonly meaning: string;
  readonly words: ErrorWords | ((facts: Facts) => ErrorWords);
}

const MISMATCH: ErrorWords = {
  title: 'The client and the server do not match',
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
    meaning: 'The caller may not do this.',
    words: { title: 'This API key does not allow that', reason: '' },
  },
  BAD_USER_INPUT: {
    meaning: 'An argument, a variable or the request itself cannot be accepted; the message says why.',
    words: ({ message }) => ({ title: 'Not accepted', reason: message }),
  },
  NOT_FOUND: {
    meaning: 'There is nothing with this name or address.',
    words: { title: 'There is no pair with this key', reason: '' },
  },
  VERSION_CONFLICT: {
    meaning:
      'The pair is not at `expected_version`; nothing was written. `current_version` is the version it is at, 0 when there is no pair.',
    words: ({ details: { current_version }, count }) =>
      current_version === 0
        ? { title: 'There is no pair with this key', reason: 'It may have been deleted.' }
        : {
            title: 'The pair is at another version',
            reason: current_version === undefined ? '' : `It is at version ${count(current_version)} now.`,
          },
  },
  LICENSE_LIMIT_REACHED: {
    meaning:
      'The tenant holds as many pairs as its licence allows: `used` of `limit`. Existing pairs can still be overwritten and deleted.',
    words: ({ details: { used, limit }, count }) => ({
      title: 'The licence limit is reached',
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
  UNAVAILABLE: {
    meaning:
      'The server cannot do it now. Whether a write took effect is unknown unless it carries an idempotency key; trying again is safe with one.',
    words: {
      title: 'The server cannot do this right now',
      reason: 'It is running, but busy or without its database.',
    },
  },
  UNREACHABLE: {
    meaning: 'Raised by the client: no answer came, or not one of a KV Store. Never sent.',
    words: ({ details: { status }, server }) => {
      if (status === undefined) return { title: `${server} cannot be reached`, reason: 'No answer came.' };
      return status < 500
        ? { title: `${server} is not a KV Store (HTTP ${status})`, reason: '' }
        : { title: `${server} cannot be reached`, reason: `HTTP ${status} came instead of an answer.` };
    },
  },
  GRAPHQL_PARSE_FAILED: { meaning: 'The document is not GraphQL.', words: MISMATCH },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The document asks for what the API does not have, or for too much.',
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

/** What each code that is sent means to a program, in Markdown. */
export function codeMeanings(): [code: string, meaning: string][] {
  return Object.entries(WORDS).flatMap(([code, { meaning }]) => (code === 'UNREACHABLE' ? [] : [[code, meaning]]));
}

/** `Try again in 5 seconds.`; without a number in a minute, the longest that the server asks for. */
export function tryAgainIn(seconds: number | undefined): string {
  if (seconds === undefined) return 'Try again in a minute.';
  return `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
}

/** Whether nobody knows if a write took effect. Sending it again settles that, with the same idempotency key. */
export function isUndecided({ code, details: { status } }: KvError): boolean {
  if (code === 'UNREACHABLE') return status === undefined || status >= 500;
  return code === 'UNAVAILABLE' || code === 'INTERNAL_SERVER_ERROR';
}
