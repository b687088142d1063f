import { GraphQLError } from 'graphql';
import { type ErrorCode, KvError } from '#contract/errors.ts';

/** An error as it goes over the wire. */
export interface WireError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: ErrorCode; readonly [detail: string]: unknown };
}

/** Words that the original client looks for anywhere in an answer, and then retries or reports something else. */
const WORDS_OF_THE_CLIENT = /API_ERROR|UNAUTHENTICATED|VERSION_LOCKING_ERROR|Malformed Authorization header/;

/** The message of a bug, whose own text is for the log. */
export const INTERNAL_ERROR_MESSAGE = 'The server failed. This is a bug in the server; its log has the details.';

/** More errors than this help nobody and make a small request a large answer. */
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

/** Errors of an operation; `reportBug` is given those that are not meant for the client. */
export function toExecutionErrors(errors: readonly GraphQLError[], reportBug: (error: Error) => void): WireError[] {
  return errors.slice(0, MAX_ERRORS).map((error) => {
    const { locations, path, originalError } = error;
    if (originalError instanceof KvError) return { ...toWireError(originalError), locations, path };
    // Without a path it was refused before it ran: a variable does not fit its type.
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

/** GraphQL quotes values that it refuses, and a value is what no message may show; names of the document stay. */
function withoutUserText({ message, originalError }: GraphQLError): string {
  // What our own scalars say of themselves: `scalars.ts`.
  const takes = /^\w+ takes a .*/.exec(originalError?.message ?? '')?.[0];
  const shown = message
    .replace(/^(Variable "\$\w+") got invalid value .*/s, `$1 does not fit its type${takes ? `: ${takes}` : '.'}`)
    .replace(/^(Argument "\w+") has invalid value .*/s, '$1 does not fit its type.')
    .replace(/^(Expected value of type "[^"]*"), found .*/s, '$1 here.')
    .replace(/^(.* cannot represent [^:]*): .*/s, '$1.')
    .replace(/^(Syntax Error: .*?)"(?:[^"\\]|\\.)*"?/s, '$1text')
    .replace(/ Did you mean .*/s, '');
  return WORDS_OF_THE_CLIENT.test(shown) ? 'The document does not fit the schema at this place.' : shown;
}
