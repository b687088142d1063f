import { hasOwnPath, showAddress } from '#client/server-address.ts';
import { NOTHING_CHANGED, wordsOf } from '#contract/error-words.ts';
import type { ErrorCode, KvError } from '#contract/errors.ts';

/** Exit codes by kind of failure. A number never changes its meaning. `kv --help` lists them. */
export const EXIT = {
  done: 0,
  failed: 1,
  wrongInput: 2,
  notFound: 3,
  conflict: 4,
  limitReached: 5,
  tooLarge: 6,
  notAllowed: 7,
  unreachable: 8,
  interrupted: 130,
} as const;

type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODES_HELP = `
Exit codes:
  0    done
  1    failed for another reason; see the message
  2    wrong arguments, or a value that is not JSON
  3    there is no pair with this key, or no session with this id
  4    the pair is at another version than expected
  5    the licence does not allow another pair
  6    the value is too large or nested too deeply
  7    the API key is missing or wrong, or does not allow this
  8    the server cannot be reached, is busy, or is not a KV Store
  130  interrupted (Ctrl-C)`;

const BY_CODE: Readonly<Record<ErrorCode, ExitCode>> = {
  UNAUTHENTICATED: EXIT.notAllowed,
  FORBIDDEN: EXIT.notAllowed,
  BAD_USER_INPUT: EXIT.wrongInput,
  NOT_FOUND: EXIT.notFound,
  VERSION_CONFLICT: EXIT.conflict,
  ALREADY_CREATED: EXIT.failed,
  LICENSE_LIMIT_REACHED: EXIT.limitReached,
  VALUE_TOO_LARGE: EXIT.tooLarge,
  VALUE_TOO_DEEP: EXIT.tooLarge,
  RATE_LIMITED: EXIT.unreachable,
  QUERY_TOO_EXPENSIVE: EXIT.failed,
  UNAVAILABLE: EXIT.unreachable,
  UNREACHABLE: EXIT.unreachable,
  GRAPHQL_PARSE_FAILED: EXIT.failed,
  GRAPHQL_VALIDATION_FAILED: EXIT.failed,
  INTERNAL_SERVER_ERROR: EXIT.failed,
};

/** Ends a command. The message is one line: what happened, what is safe, what to do next. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: number;

  constructor(exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** `url` is the server that the failed request was sent to. */
export function toFailure(error: KvError, url: string): Failure {
  const { title, reason } = wordsOf(error, { address: showAddress(url) });
  // For refused input, the message is complete on its own.
  const sentences = error.code === 'BAD_USER_INPUT' ? [reason] : [`${title}.`, reason, ...adviceFor(error, url)];
  return new Failure(BY_CODE[error.code], sentences.filter(Boolean).join(' '), { cause: error });
}

/** Sentences that say what is safe and what to do at a terminal. */
function adviceFor(error: KvError, url: string): string[] {
  const { current_version, status } = error.details;
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return ['Sign in with `kv login`, or set KV_API_KEY.'];
    case 'FORBIDDEN':
      return [NOTHING_CHANGED, 'Sign in with another key: `kv login`.'];
    case 'NOT_FOUND':
      return ['`kv list` shows the keys.'];
    case 'VERSION_CONFLICT':
      return [
        NOTHING_CHANGED,
        current_version === 0
          ? 'To create the pair, use --expected-version 0.'
          : `Look at it with \`kv get\`, then try again with --expected-version ${current_version}.`,
      ];
    case 'LICENSE_LIMIT_REACHED':
      return [
        NOTHING_CHANGED,
        'Delete a pair, or ask your server admin to raise the limit (KV_LICENSE_PAIRS, then restart).',
      ];
    case 'VALUE_TOO_LARGE':
      return [NOTHING_CHANGED, 'Make it smaller, or split it across several keys.'];
    case 'VALUE_TOO_DEEP':
      return [NOTHING_CHANGED];
    case 'ALREADY_CREATED':
      return ['If it did not arrive, revoke the key and create another one.'];
    case 'UNAVAILABLE':
      return ['Try again in a moment.'];
    case 'UNREACHABLE':
      if (status === undefined) return [adviseOnSilence(error)];
      return [status < 500 ? adviseOnAddress(url) : 'Try again in a moment.'];
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED':
      return ['Update the older one.'];
    case 'BAD_USER_INPUT':
    case 'RATE_LIMITED':
    case 'QUERY_TOO_EXPENSIVE':
    case 'INTERNAL_SERVER_ERROR':
      return [];
  }
}

const adviseOnAddress = (url: string) =>
  hasOwnPath(url)
    ? `The address has a path. Try ${new URL(url).origin} instead.`
    : 'Set KV_API_URL to the address of a KV Store, or sign in with `kv login URL`.';

const adviseOnSilence = (error: KvError) =>
  wasNeverSent(error)
    ? 'Start a server with `kv serve`, or set KV_API_URL to the address of another server.'
    : 'If this was a change, check whether it took effect. It is safe to run the command again.';

const NO_CONNECTION = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Whether there was never a connection, judged by Node's error codes in the chain of causes. */
function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && NO_CONNECTION.has(String(error.code))) return true;
  if ('networkError' in error && wasNeverSent(error.networkError)) return true;
  // Node collects one error for each address that the host name resolves to.
  if (error instanceof AggregateError && error.errors.some(wasNeverSent)) return true;
  return wasNeverSent(error.cause);
}
