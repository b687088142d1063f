import { GraphQLError } from 'graphql';
import { type ErrorCode, KvError } from '#contract/errors.ts';

/** An error in the form sent over the wire. */
export interface WireError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: ErrorCode; readonly [detail: string]: unknown };
}

/** The original client searches answers for these words, and then retries or reports something else. */
const WORDS_OF_THE_CLIENT = /API_ERROR|UNAUTHENTICATED|VERSION_LOCKING_ERROR|Malformed Authorization header/;

/** Sent in place of a bug's own message, which goes to the log. */
export const INTERNAL_ERROR_MESSAGE = 'The server failed. This is a bug in the server; its log has the details.';

/** A cap, because more errors help no reader and would let a small request cause a large answer. */
const MAX_ERRORS = 10;

export function toWireError(error: KvError): WireError {
  return { message: error.message, extensions: error.extensions };
}

/** Errors of parsing and validating a document. */
export function toDocumentErrors(errors: readonly unknown[], code: ErrorCode): WireError[] {
  return errors.slice(0, MAX_ERRORS).map((error) => {
    if (!(error instanceof GraphQLError)) throw error;
    return { message: withoutUserText(error), locations: error.locations, extensions: { code } };
  });
}

/** Errors of an operation; those not meant for the client go to `reportBug`. */
export function toExecutionErrors(errors: readonly GraphQLError[], reportBug: (error: Error) => void): WireError[] {
  return errors.slice(0, MAX_ERRORS).map((error) => {
    const { locations, path, originalError } = error;
    if (originalError instanceof KvError) return { ...toWireError(originalError), locations, path };
    // An error without a path was raised before the operation ran: a variable does not fit its type.
    const isOfCaller = path === undefined || /^Argument /.test(error.message);
    if (isOfCaller && isGraphQLErrorOnly(error)) {
      return { message: withoutUserText(error), locations, path, extensions: { code: 'BAD_USER_INPUT' } };
    }
    reportBug(originalError ?? error);
    return {
      message: INTERNAL_ERROR_MESSAGE,
      locations,
      path,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  });
}

const isGraphQLErrorOnly = ({ originalError }: GraphQLError) =>
  originalError === undefined || originalError instanceof GraphQLError;

/** Removes the values that GraphQL quotes, because no message may show one; names from the document stay. */
function withoutUserText({ message, originalError }: GraphQLError): string {
  // The messages of our own scalars in `scalars.ts` contain no value.
  const form = /^\w+ must be a .*/.exec(originalError?.message ?? '')?.[0];
  const shown = message
    .replace(/^(Variable "\$\w+") got invalid value .*/s, `$1 does not fit its type${form ? `: ${form}` : '.'}`)
    .replace(/^(Argument "\w+") has invalid value .*/s, '$1 does not fit its type.')
    .replace(/^(Expected value of type "[^"]*"), found .*/s, '$1 here.')
    .replace(/^(.* cannot represent [^:]*): .*/s, '$1.')
    .replace(/^(Syntax Error: .*?)"(?:[^"\\]|\\.)*"?/s, '$1text')
    .replace(/ Did you mean .*/s, '');
  return WORDS_OF_THE_CLIENT.test(shown) ? 'The document does not fit the schema at this place.' : shown;
}
