import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  type OperationDefinitionNode,
  subscribe,
} from 'graphql';
import { KvError } from '#contract/errors.ts';
import { stringifyExact } from './answers/json-value.ts';
import { type GraphqlAnswer, type ReportBug, refuse, writeAnswer } from './answers/write-answer.ts';
import type { Context } from './context.ts';
import { readExactVariables } from './documents/exact-variables.ts';
import { createDocumentCache, type PreparedDocument } from './documents/prepared-documents.ts';
import type { RequestText } from './documents/request-text.ts';
import { toExecutionErrors, toWireError } from './errors.ts';
import { createApiSchema } from './schema.ts';

export interface GraphqlApi {
  /** Answers a request; never rejects because of bad input. */
  answer(request: RequestText, context: Context, reportBug: ReportBug): Promise<GraphqlAnswer>;
  /**
   * The same for clients that accept streams: for a subscription it resolves to the JSON texts of the results, which
   * end when `context.signal` aborts.
   */
  open(request: RequestText, context: Context, reportBug: ReportBug): Promise<GraphqlAnswer | AsyncIterable<string>>;
}

interface PreparedOperation {
  readonly prepared: PreparedDocument;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown> | undefined;
}

/**
 * The GraphQL engine. It does not use a library for GraphQL over HTTP, because those parse the body into JavaScript
 * values, which loses digits, and cost more than the rest of a request.
 */
export function createGraphqlApi(): GraphqlApi {
  const schema = createApiSchema();
  const prepareDocument = createDocumentCache(schema);

  function prepare({ query, operationName, variables }: RequestText): PreparedOperation | GraphqlAnswer {
    const prepared = prepareDocument(query);
    if (!('document' in prepared)) return refuse(prepared);

    const operation = getOperationAST(prepared.document, operationName);
    if (!operation) {
      return refuseInput('The document has no operation, or several. Name one of its operations in "operationName".');
    }
    try {
      const values = variables === undefined ? undefined : readExactVariables(variables, operation, schema);
      return { prepared, operation, operationName, variables: values };
    } catch (error) {
      if (error instanceof KvError) return refuse([toWireError(error)]);
      throw error;
    }
  }

  async function execute(
    { prepared, operation, operationName, variables }: PreparedOperation,
    context: Context,
    reportBug: ReportBug,
  ): Promise<GraphqlAnswer> {
    if (operation.operation === 'subscription') {
      return refuseInput('A subscription is answered as text/event-stream. Name that type in the Accept header.');
    }
    return writeAnswer(await prepared.executor(operationName)(context, variables), context.lists, reportBug);
  }

  return {
    async answer(request, context, reportBug) {
      const prepared = prepare(request);
      return 'body' in prepared ? prepared : execute(prepared, context, reportBug);
    },

    async open(request, contextValue, reportBug) {
      const prepared = prepare(request);
      if ('body' in prepared) return prepared;
      if (prepared.operation.operation !== 'subscription') return execute(prepared, contextValue, reportBug);
      const { operationName, variables: variableValues } = prepared;
      const document: DocumentNode = prepared.prepared.document;
      const results = await subscribe({ schema, document, operationName, variableValues, contextValue });
      return Symbol.asyncIterator in results ? toTexts(results, reportBug) : toEvent(results, reportBug);
    },
  };
}

/** A result of a subscription, which is small. */
function toEvent(result: ExecutionResult, reportBug: ReportBug): GraphqlAnswer & { readonly body: string } {
  if (!result.errors) return { isExecuted: true, body: stringifyExact(result) };
  const errors = toExecutionErrors(result.errors, reportBug);
  return result.data ? { isExecuted: true, body: stringifyExact({ errors, data: result.data }) } : refuse(errors);
}

async function* toTexts(results: AsyncIterable<ExecutionResult>, reportBug: ReportBug): AsyncGenerator<string, void> {
  try {
    for await (const result of results) yield toEvent(result, reportBug).body;
  } catch (error) {
    if (!(error instanceof KvError)) throw error;
    yield refuse([toWireError(error)]).body;
  }
}

const refuseInput = (message: string) => refuse([toWireError(new KvError('BAD_USER_INPUT', message))]);
