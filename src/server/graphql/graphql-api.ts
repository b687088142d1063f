import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  type OperationDefinitionNode,
  subscribe,
} from 'graphql';
import { KvError } from '#contract/errors.ts';
import { DocumentWrites, isWriteTogether } from './answers/document-writes.ts';
import { type ErrorReport, type GraphqlAnswer, refuse, writeAnswer, writeWhole } from './answers/write-answer.ts';
import type { Context } from './context.ts';
import { readExactVariables } from './documents/exact-variables.ts';
import { createDocumentCache, type PreparedDocument } from './documents/prepared-documents.ts';
import type { RequestText } from './documents/request-text.ts';
import { toWireError } from './errors.ts';
import { createApiSchema } from './schema.ts';

export interface GraphqlApi {
  /** Answers a request; never rejects because of bad input. */
  answer(request: RequestText, context: Context, report: ErrorReport): Promise<GraphqlAnswer>;
  /**
   * The same for clients that accept streams: for a subscription it resolves to the JSON texts of the results, which
   * end when `context.signal` aborts.
   */
  open(request: RequestText, context: Context, report: ErrorReport): Promise<GraphqlAnswer | AsyncIterable<string>>;
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

  function prepare(
    { query, operationName, variables }: RequestText,
    report: ErrorReport,
  ): PreparedOperation | GraphqlAnswer {
    const prepared = prepareDocument(query);
    if (!('document' in prepared)) return refuse(prepared, report);

    const operation = getOperationAST(prepared.document, operationName);
    if (!operation) {
      return refuseInput(
        'The document has no operation, or several. Name one of its operations in "operationName".',
        report,
      );
    }
    try {
      const values = variables === undefined ? undefined : readExactVariables(variables, operation, schema);
      return { prepared, operation, operationName, variables: values };
    } catch (error) {
      if (error instanceof KvError) return refuse([toWireError(error)], report);
      throw error;
    }
  }

  async function execute(
    { prepared, operation, operationName, variables }: PreparedOperation,
    context: Context,
    report: ErrorReport,
  ): Promise<GraphqlAnswer> {
    if (operation.operation === 'subscription') {
      return refuseInput(
        'A subscription is answered as text/event-stream. Name that type in the Accept header.',
        report,
      );
    }
    const run = prepared.executor(operationName);
    if (isWriteTogether(operation)) {
      const writes = new DocumentWrites();
      const { store, scope } = context;
      const result = await run({ ...context, writes }, variables);
      return writes.answer(result, store.pairs(scope), scope.actorName, report);
    }
    return writeAnswer(await run(context, variables), context.lists, report);
  }

  return {
    async answer(request, context, report) {
      const prepared = prepare(request, report);
      return 'body' in prepared ? prepared : execute(prepared, context, report);
    },

    async open(request, contextValue, report) {
      const prepared = prepare(request, report);
      if ('body' in prepared) return prepared;
      if (prepared.operation.operation !== 'subscription') return execute(prepared, contextValue, report);
      const { operationName, variables: variableValues } = prepared;
      const document: DocumentNode = prepared.prepared.document;
      const results = await subscribe({ schema, document, operationName, variableValues, contextValue });
      return Symbol.asyncIterator in results ? toTexts(results, report) : writeWhole(results, report);
    },
  };
}

async function* toTexts(results: AsyncIterable<ExecutionResult>, report: ErrorReport): AsyncGenerator<string, void> {
  try {
    for await (const result of results) yield writeWhole(result, report).body;
  } catch (error) {
    if (!(error instanceof KvError)) throw error;
    yield refuse([toWireError(error)], report).body;
  }
}

const refuseInput = (message: string, report: ErrorReport) =>
  refuse([toWireError(new KvError('BAD_USER_INPUT', message))], report);
