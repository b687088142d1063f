import type { KvError } from '#contract/errors.ts';
import { formatCount } from './format.ts';

interface ErrorDescription {
  /** Says what happened. */
  readonly title: string;
  /** Says what is safe and what to do next. */
  readonly message: string;
}

/** A failure in words for people, by its code. Only a refused input keeps the server's own sentence. */
export function describeError(error: KvError): ErrorDescription {
  const { used, limit, size, retry_after } = error.details;
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return { title: 'You are signed out', message: 'Your session has ended. Sign in again to continue.' };
    case 'FORBIDDEN':
      return {
        title: 'Your API key does not allow this',
        message: 'Nothing was changed. Get an API key with this permission, or sign in with another one.',
      };
    case 'BAD_USER_INPUT':
      return { title: 'The server refused this', message: error.message };
    case 'NOT_FOUND':
      return {
        title: 'This no longer exists',
        message: 'Someone may have deleted it. Reload the page to see the current state.',
      };
    case 'VERSION_CONFLICT':
      return {
        title: 'This was changed by someone else',
        message:
          'They saved a newer version after you opened it. Nothing was overwritten. Look at their version first.',
      };
    case 'LICENSE_LIMIT_REACHED':
      return {
        title: 'Licence limit reached',
        message:
          used !== undefined && limit !== undefined
            ? `${formatCount(used)} of ${formatCount(limit)} pairs are in use. Nothing was changed. Delete a pair, or ask your server admin to raise the limit (KV_LICENSE_PAIRS, then restart). You can still edit existing pairs.`
            : 'All pairs of the licence are in use. Nothing was changed. You can still edit existing pairs.',
      };
    case 'VALUE_TOO_LARGE':
      return {
        title: 'The value is too large',
        message:
          size !== undefined && limit !== undefined
            ? `It takes ${formatCount(size)} of ${formatCount(limit)} bytes. Nothing was changed.`
            : 'Nothing was changed. Make it smaller, or split it into several keys.',
      };
    case 'VALUE_TOO_DEEP':
      return {
        title: 'The value is nested too deeply',
        message: `A value can have at most ${formatCount(limit ?? 512)} levels of arrays and objects. Nothing was changed.`,
      };
    case 'RATE_LIMITED':
      return { title: 'Too many requests', message: `Try again in ${formatCount(retry_after ?? 60)} seconds.` };
    case 'UNAVAILABLE':
      return {
        title: 'The server cannot do this right now',
        message: 'It is running, but it is busy or cannot use its database. Try again in a moment.',
      };
    case 'UNREACHABLE':
      return {
        title: 'The server cannot be reached',
        message: 'It did not answer. Check that it is running and that you are connected, then try again.',
      };
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED':
      return {
        title: 'This page is out of date',
        message: 'The server was probably updated. Copy what you typed, then reload the page.',
      };
    case 'INTERNAL_SERVER_ERROR':
      return {
        title: 'The server failed',
        message: 'This is a bug in the server. Its log has the details. You can safely try again.',
      };
  }
}
