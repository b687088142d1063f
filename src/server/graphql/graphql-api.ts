import { type DocumentNode, type ExecutionResult, type GraphQLError, getOperationAST, parse } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { KvError } from '#contract/errors.ts';
import type { Context } from './context.ts';
import { documentLimits, findDocumentTextProblem, MAX_TOKENS } from './document-limits.ts';
import { toDocumentErrors, toExecutionErrors, toWireError, type WireError } from './errors.ts';
import { readExactVariables } from './exact-variables.ts';
import { stringifyExact } from './json-value.ts';
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

const limits: Plugin = {
  onParse: ({ setParseFn }) => setParseFn((source: string) => parse(source, { maxTokens: MAX_TOKENS })),
  onValidate: ({ addValidationRule }) => addValidationRule(documentLimits),
};

/**
 * The GraphQL engine. Yoga parses, validates, caches documents and executes; its HTTP layer is left out, since it
 * parses the body into JavaScript values and costs more than the rest of a request together.
 */
export function createGraphqlApi(): GraphqlApi {
  const schema = createApiSchema();
  const yoga = createYoga<object, Context>({
    schema,
    plugins: [limits],
    graphiql: false,
    landingPage: false,
    logging: false,
    maskedErrors: false,
  });

  return {
    async answer({ query, operationName, variables }, context, reportBug) {
      const textProblem = findDocumentTextProblem(query);
      if (textProblem !== undefined) {
        return refuse([toWireError(new KvError('GRAPHQL_VALIDATION_FAILED', textProblem))]);
      }
      const engine = yoga.getEnveloped(context);

      let document: DocumentNode;
      try {
        document = engine.parse(query);
      } catch (error) {
        return refuse(toDocumentErrors([error], 'GRAPHQL_PARSE_FAILED'));
      }
      const problems = engine.validate(schema, document) as readonly GraphQLError[];
      if (problems.length > 0) return refuse(toDocumentErrors(problems, 'GRAPHQL_VALIDATION_FAILED'));

      const operation = getOperationAST(document, operationName);
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

      const result: ExecutionResult = await engine.execute({
        schema,
        document,
        operationName,
        variableValues,
        contextValue: await engine.contextFactory(),
      });
      if (!result.errors) return { isExecuted: true, body: stringifyExact(result) };
      const errors = toExecutionErrors(result.errors, reportBug);
      return 'data' in result
        ? { isExecuted: true, body: stringifyExact({ errors, data: result.data }) }
        : refuse(errors);
    },
  };
}

/** Nothing ran, so there is no `data`, not even null. */
export function refuse(errors: readonly WireError[]): GraphqlAnswer {
  return { isExecuted: false, body: JSON.stringify({ errors }) };
}
