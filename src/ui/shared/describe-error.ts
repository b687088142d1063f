import type { KvError } from '#contract/errors.ts';
import { formatBytes, formatCount } from './format.ts';

interface ErrorDescription {
  /** What happened. */
  readonly title: string;
  /** What is safe, and what to do. */
  readonly message: string;
}

/** A failure in words for people. By code; only a refused input is explained by the server's own sentence. */
export function describeError(error: KvError): ErrorDescription {
  const { used, limit, size } = error.details;
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return { title: 'You are signed out', message: 'Your session has ended. Sign in again to go on.' };
    case 'FORBIDDEN':
      return {
        title: 'Your key does not allow this',
        message: 'Nothing was changed. Ask for a key with this permission, or sign in with another one.',
      };
    case 'BAD_USER_INPUT':
      return { title: 'The server refused this', message: error.message };
    case 'NOT_FOUND':
      return {
        title: 'This does not exist any more',
        message: 'Somebody may have deleted it. Reload to see what is there.',
      };
    case 'VERSION_CONFLICT':
      return {
        title: 'Changed meanwhile',
        message:
          'Somebody saved a newer version after you opened it. Nothing was overwritten. Look at the new version first.',
      };
    case 'LICENSE_LIMIT_REACHED':
      return {
        title: 'No room for another pair',
        message:
          used !== undefined && limit !== undefined
            ? `${formatCount(used)} of ${formatCount(limit)} pairs are in use. Nothing was changed. Delete a pair, or raise the limit: set KV_LICENSE_PAIRS on the server. Existing pairs can still be changed.`
            : 'Every pair of the licence is in use. Nothing was changed. Existing pairs can still be changed.',
      };
    case 'VALUE_TOO_LARGE':
      return {
        title: 'The value is too large',
        message:
          size !== undefined && limit !== undefined
            ? `It takes ${formatBytes(size)}; at most ${formatBytes(limit)} fit. Nothing was changed.`
            : 'Nothing was changed. Make it smaller, or split it over several keys.',
      };
    case 'VALUE_TOO_DEEP':
      return {
        title: 'The value is nested too deeply',
        message: `At most ${formatCount(limit ?? 512)} levels of arrays and objects are kept. Nothing was changed.`,
      };
    case 'RATE_LIMITED':
      return { title: 'Too many requests', message: 'The server asks for a break. Wait a moment, then try again.' };
    case 'UNAVAILABLE':
      return {
        title: 'The server cannot do this right now',
        message: 'It is running but busy or without its database. Try again in a moment.',
      };
    case 'UNREACHABLE':
      return {
        title: 'The server cannot be reached',
        message: 'No answer came. Check that it is running and that you are connected, then try again.',
      };
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED':
      return {
        title: 'This page and the server do not match',
        message: 'The server was probably updated. Reload the page; save what you have typed first.',
      };
    case 'INTERNAL_SERVER_ERROR':
      return {
        title: 'The server failed',
        message: 'This is a bug of the server; its log has the details. Trying again is safe.',
      };
  }
}
