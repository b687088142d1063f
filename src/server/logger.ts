import { type DestinationStream, type Logger, pino } from 'pino';

/** What may be a credential in a message: an API key, a header, a cookie, a token of the sign-in link. */
const CREDENTIALS =
  /kvs_[0-9A-Za-z]+|(?<=bearer\s+)\S+|(?<=kv-session-[\w-]+=)[^;\s]+|(?<=token[=":\s]+)[0-9A-Za-z]{20,}/gi;

/** Causes of an error that are logged with it. */
const MAX_CAUSES = 5;

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  readonly cause?: LoggedError | undefined;
}

/** The log of the server: one JSON object per line, in no level with a credential. */
export function createLogger(level: string, destination: DestinationStream): Logger {
  return pino({ level, serializers: { err: describeError } }, destination);
}

/**
 * Only the properties that every error has. Others may hold a request: an error of the HTTP parser has its bytes, and a
 * list of numbers is a credential as well.
 */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutCredentials(String(error)) };
  const { code } = error as Error & { readonly code?: unknown };
  return {
    type: error.name,
    message: withoutCredentials(error.message),
    stack: error.stack && withoutCredentials(error.stack),
    code: typeof code === 'string' ? code : undefined,
    cause: error.cause === undefined || depth >= MAX_CAUSES ? undefined : describeError(error.cause, depth + 1),
  };
}

const withoutCredentials = (text: string) => text.replace(CREDENTIALS, '[removed]');
