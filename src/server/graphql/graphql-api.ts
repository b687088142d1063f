import { getOperationAST } from 'graphql';
import { KvError } from '#contract/errors.ts';
import type { Context } from './context.ts';
import { toExecutionErrors, toWireError, type WireError } from './errors.ts';
import { readExactVariables } from './exact-variables.ts';
import { stringifyExact } from './json-value.ts';
import { createDocumentCache } from './prepared-documents.ts';
import type { RequestText } from './request-text.ts';
import { createApiSchema } from './schema.ts';

export interface GraphqlAnswer {
  /** False when the operation was refused before any of it ran. */
  readonly isExecuted: boolean;
  /** JSON text of the answer. */
  readonly body: string;
}

export interface GraphqlApi {
  /** Answers a request; never rejects for a mistake of the caller. `reportBug` is told of mistakes of the server. */
  answer(request: RequestText, context: Context, reportBug: (error: Error) => void): Promise<GraphqlAnswer>;
}

/**
 * The GraphQL engine. Yoga's HTTP layer is left out: it parses the body into JavaScript values, which loses digits,
 * and costs more than the rest of a request together.
 */
export function createGraphqlApi(): GraphqlApi {
  const schema = createApiSchema();
  const prepareDocument = createDocumentCache(schema);

  return {
    async answer({ query, operationName, variables }, context, reportBug) {
      const prepared = prepareDocument(query);
      if (!('document' in prepared)) return refuse(prepared);

      const operation = getOperationAST(prepared.document, operationName);
      if (!operation) {
        const message = 'The document has several operations or none: name one of its operations in "operationName".';
        return refuse([toWireError(new KvError('BAD_USER_INPUT', message))]);
      }
      let variableValues: Record<string, unknown> | undefined;
      try {
        variableValues = variables === undefined ? undefined : readExactVariables(variables, operation, schema);
      } catch (error) {
        if (error instanceof KvError) return refuse([toWireError(error)]);
        throw error;
      }

      const result = await prepared.executor(operationName)(context, variableValues);
      if (!result.errors) return { isExecuted: true, body: stringifyExact(result) };
      const errors = toExecutionErrors(result.errors, reportBug);
      return 'data' in result && result.data !== undefined
        ? { isExecuted: true, body: stringifyExact({ errors, data: result.data }) }
        : refuse(errors);
    },
  };
}

/** Nothing ran, so there is no `data`, not even null. */
export function refuse(errors: readonly WireError[]): GraphqlAnswer {
  return { isExecuted: false, body: JSON.stringify({ errors }) };
}
