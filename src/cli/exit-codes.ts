import { hasOwnPath, showAddress } from '#client/server-address.ts';
import type { ErrorCode, KvError } from '#contract/errors.ts';

/** By kind of failure; a number never changes its meaning. Shown by `kv --help`. */
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
  1    failed for another reason; the message says which
  2    wrong arguments, or a value that is not JSON
  3    there is no pair with this key
  4    the pair is at another version than expected
  5    the licence has no room for another pair
  6    the value is too large or nested too deeply
  7    the API key is missing or wrong, or does not allow this
  8    the server cannot be reached, is busy, or is not a KV Store
  130  given up with Ctrl-C`;

const BY_CODE: Readonly<Record<ErrorCode, ExitCode>> = {
  UNAUTHENTICATED: EXIT.notAllowed,
  FORBIDDEN: EXIT.notAllowed,
  BAD_USER_INPUT: EXIT.wrongInput,
  NOT_FOUND: EXIT.notFound,
  VERSION_CONFLICT: EXIT.conflict,
  LICENSE_LIMIT_REACHED: EXIT.limitReached,
  VALUE_TOO_LARGE: EXIT.tooLarge,
  VALUE_TOO_DEEP: EXIT.tooLarge,
  RATE_LIMITED: EXIT.unreachable,
  UNAVAILABLE: EXIT.unreachable,
  UNREACHABLE: EXIT.unreachable,
  GRAPHQL_PARSE_FAILED: EXIT.failed,
  GRAPHQL_VALIDATION_FAILED: EXIT.failed,
  INTERNAL_SERVER_ERROR: EXIT.failed,
};

/** What ends a command, in one line for the person: what happened, what is safe, what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: number;

  constructor(exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** `url` is the server that was asked. */
export function toFailure(error: KvError, url: string): Failure {
  return new Failure(BY_CODE[error.code], describe(error, url), { cause: error });
}

function describe(error: KvError, url: string): string {
  const { current_version, used, limit, size, status, retry_after } = error.details;
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return 'The API key is missing, wrong, expired or revoked, or not for this team. Sign in with `kv login`, or set KV_API_KEY.';
    case 'FORBIDDEN':
      return 'This API key does not allow that. Nothing was changed. Sign in with another one: `kv login`.';
    case 'NOT_FOUND':
      return 'There is no pair with this key. `kv list` shows the keys.';
    case 'VERSION_CONFLICT':
      return current_version === 0
        ? 'There is no pair with this key any more. Nothing was changed. `--expected-version 0` creates it.'
        : `Somebody else has changed the pair: it is at version ${current_version} now. Nothing was changed. Look at it with \`kv get\`, then try again with --expected-version ${current_version}.`;
    case 'LICENSE_LIMIT_REACHED':
      return `${used} of ${limit} pairs are in use. Nothing was changed. Delete a pair, or raise KV_LICENSE_PAIRS on the server.`;
    case 'VALUE_TOO_LARGE':
      return size === undefined
        ? 'The value is too large. Nothing was changed. Make it smaller, or split it over several keys.'
        : `The value takes ${size} bytes; at most ${limit} are allowed. Nothing was changed. Make it smaller, or split it over several keys.`;
    case 'VALUE_TOO_DEEP':
      return `The value is nested too deeply: at most ${limit ?? 512} levels are kept. Nothing was changed.`;
    case 'RATE_LIMITED':
      return `The server asks for a break. Try again in ${retry_after ?? 60} seconds.`;
    case 'UNAVAILABLE':
      return 'The server is running but busy or without its database. Try again in a moment.';
    case 'UNREACHABLE':
      if (status === undefined) return describeSilence(error, url);
      return status < 500
        ? `The server at ${showAddress(url)} is not a KV Store (HTTP ${status}). ${adviseAddress(url)}`
        : `Something at ${url} answers HTTP ${status} instead of the server. Try again in a moment.`;
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED':
      return 'This command and the server do not understand each other: update the older one.';
    case 'INTERNAL_SERVER_ERROR':
      return 'The server failed. Its log has the details.';
    case 'BAD_USER_INPUT':
      return error.message;
  }
}

const adviseAddress = (url: string) =>
  hasOwnPath(url)
    ? `The address has a path: try ${new URL(url).origin} instead.`
    : 'Set KV_API_URL to the address of one, or sign in with `kv login URL`.';

function describeSilence(error: KvError, url: string): string {
  const where = `The server at ${url} does not answer.`;
  return wasNeverSent(error)
    ? `${where} Start one with \`kv serve\`, or set KV_API_URL to the address of another.`
    : `${where} If this was a change, look whether it was made. The same command again is safe.`;
}

const NO_CONNECTION = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Whether there was never a connection, by the codes of Node in the causes. */
function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && NO_CONNECTION.has(String(error.code))) return true;
  if ('networkError' in error && wasNeverSent(error.networkError)) return true;
  // One error for each address that a name stands for.
  if (error instanceof AggregateError && error.errors.some(wasNeverSent)) return true;
  return wasNeverSent(error.cause);
}
