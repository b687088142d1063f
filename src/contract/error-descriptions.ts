import type { ErrorCode } from './errors.ts';

/** What each code says, for the API reference. `UNREACHABLE` is of our own client and never sent. */
export const ERROR_DESCRIPTIONS: Readonly<Record<Exclude<ErrorCode, 'UNREACHABLE'>, string>> = {
  UNAUTHENTICATED:
    'There is no API key or session, it is wrong, expired or revoked, or it is not valid for the tenant that was asked for.',
  FORBIDDEN: 'The caller may not do this.',
  BAD_USER_INPUT: 'An argument, a variable or the request itself cannot be accepted; the message says why.',
  NOT_FOUND: 'There is nothing with this name or address.',
  VERSION_CONFLICT:
    'The pair is not at `expected_version`; nothing was written. `current_version` is the version it is at, 0 when there is no pair.',
  LICENSE_LIMIT_REACHED:
    'The tenant holds as many pairs as its licence allows: `used` of `limit`. Existing pairs can still be overwritten and deleted.',
  VALUE_TOO_LARGE: 'The compact JSON text of the value takes `size` bytes of at most `limit`.',
  VALUE_TOO_DEEP: 'The value has more than `limit` levels of arrays and objects.',
  RATE_LIMITED: 'Too many requests; the header `Retry-After` says how many seconds to wait.',
  UNAVAILABLE:
    'The server cannot do it now. Whether a write took effect is unknown unless it carries an idempotency key; trying again is safe with one.',
  GRAPHQL_PARSE_FAILED: 'The document is no GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document asks for what the API does not have, or for too much at once.',
  INTERNAL_SERVER_ERROR: 'A mistake of the server; its log has the details.',
};
