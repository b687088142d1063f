import type { DocumentNode, GraphQLError } from 'graphql';
import { type ErrorDetails, isErrorCode, KvError } from '#contract/errors.ts';
import { hasOwnPath } from './server-address.ts';

/** The API never refuses with these: it sends 200 and a code. So they come from another path of a KV Store. */
const STATUSES_OF_OTHER_PATHS = new Set<number | undefined>([401, 403, 404, 405]);

/** The part of urql's CombinedError that is read here. */
interface FailedRequest {
  readonly graphQLErrors: readonly GraphQLError[];
  readonly response?: Response;
}

/** Whether `data` has the fields that the document asks for; JSON from another kind of server may not. */
export function isAnswerTo({ definitions }: DocumentNode, data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return definitions.every(
    (definition) =>
      definition.kind !== 'OperationDefinition' ||
      definition.selectionSet.selections.every(
        (field) => field.kind !== 'Field' || (field.alias ?? field.name).value in data,
      ),
  );
}

/**
 * The error for a failed request to `url`: the one a KV Store sent, else `UNREACHABLE`, with `status` if another kind
 * of server answered. `error` is undefined if that answer was JSON without an error.
 */
export function toKvError(error: FailedRequest | undefined, url: string): KvError {
  const response = error?.response;
  const [first] = error?.graphQLErrors ?? [];
  // Other servers send errors of any shape.
  const code: unknown = first?.extensions?.code;
  const isOurs = typeof code === 'string' && !STATUSES_OF_OTHER_PATHS.has(response?.status);
  if (first && isOurs) {
    const details = { ...numbersOf(first.extensions), ...readRetryAfter(response) };
    // An unknown code comes from a newer server.
    return new KvError(isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR', first.message, details, { cause: error });
  }
  if (error && response === undefined) {
    return new KvError('UNREACHABLE', 'The server did not answer.', {}, { cause: error });
  }
  const hint = hasOwnPath(url) ? ' The address has a path. Try it without one.' : '';
  const details = { status: response?.status ?? 200, ...readRetryAfter(response) };
  return new KvError('UNREACHABLE', `The server at this address is not a KV Store.${hint}`, details, { cause: error });
}

const numbersOf = (extensions: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(extensions).filter(([, value]) => typeof value === 'number')) as ErrorDetails;

/** `retry_after` in seconds; empty for the header's date form, which our server does not send. */
function readRetryAfter(response: Response | undefined): ErrorDetails {
  const seconds = response?.headers.get('retry-after') ?? '';
  return /^[0-9]{1,6}$/.test(seconds) ? { retry_after: Number(seconds) } : {};
}
