/** All the ways an operation can fail, sent as `errors[0].extensions.code`. A code never changes its meaning. */
const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'VERSION_CONFLICT',
  /** A request that was done before, whose answer held a secret: that is shown once. */
  'ALREADY_CREATED',
  'LICENSE_LIMIT_REACHED',
  'VALUE_TOO_LARGE',
  'VALUE_TOO_DEEP',
  'RATE_LIMITED',
  /** The query takes longer than the server allows; nothing was changed. */
  'QUERY_TOO_EXPENSIVE',
  /** The server cannot do this right now. A write may have taken effect; retrying is safe with an idempotency key. */
  'UNAVAILABLE',
  /** The document is not GraphQL. */
  'GRAPHQL_PARSE_FAILED',
  /** The document asks for something that `schema.graphql` does not have, or for too much. */
  'GRAPHQL_VALIDATION_FAILED',
  /** A bug in the server; its log has the details. */
  'INTERNAL_SERVER_ERROR',
  /** Raised by the client: there was no answer from a KV Store. A write may have taken effect. */
  'UNREACHABLE',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Numbers that explain a refusal, for example `current_version`, or `used` and `limit`. Never user text. */
export type ErrorDetails = Readonly<Record<string, number>>;

/**
 * The one error type of this package: thrown by the store, carried over GraphQL, and thrown again by the
 * client. Branch on `code`; show `message` to people. A message never contains a key, a value or other user text.
 */
export class KvError extends Error {
  override readonly name = 'KvError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
  }

  /** GraphQL copies this onto the error it sends. */
  get extensions() {
    return { code: this.code, ...this.details };
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return ERROR_CODES.includes(value as ErrorCode);
}
