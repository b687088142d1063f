import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  type NamedTypeNode,
  parse,
  typeFromAST,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { createYoga, type Plugin } from 'graphql-yoga';
import { KvError } from '#contract/errors.ts';
import type { Context } from './context.ts';
import { findDocumentExcess, findDocumentTextProblem, MAX_TOKENS } from './document-limits.ts';
import { toDocumentErrors, toWireError, type WireError } from './errors.ts';

/** Runs an operation of a document. */
type Execute = (context: Context, variables: Record<string, unknown> | undefined) => Promise<ExecutionResult>;

export interface PreparedDocument {
  readonly document: DocumentNode;
  /** How to run the operation of this name; undefined: the only one. */
  executor(operationName: string | undefined): Execute;
}

/** Documents kept; at most 32 KiB of text each. */
const MAX_DOCUMENTS = 1_000;
/**
 * Uses before a document is compiled, which costs milliseconds once and then saves most of every run. Documents with
 * a key written into them, as the original client sends, are mostly used once.
 */
const USES_BEFORE_COMPILING = 3;

const limits: Plugin = {
  onParse: ({ setParseFn }) => setParseFn((source: string) => parse(source, { maxTokens: MAX_TOKENS })),
};

/** Parses and validates documents, each once as long as it stays in use; resolves mistakes to errors for the caller. */
export function createDocumentCache(schema: GraphQLSchema) {
  const yoga = createYoga<object, Context>({
    schema,
    plugins: [limits],
    graphiql: false,
    landingPage: false,
    logging: false,
    maskedErrors: false,
    // Kept here, together with the compiled form.
    parserAndValidationCache: false,
  });
  const cache = new Map<string, PreparedDocument>();

  function prepare(query: string): PreparedDocument | readonly WireError[] {
    const textProblem = findDocumentTextProblem(query);
    if (textProblem !== undefined) return [toWireError(new KvError('GRAPHQL_VALIDATION_FAILED', textProblem))];
    const { parse, validate, execute } = yoga.getEnveloped();
    let document: DocumentNode;
    try {
      document = parse(query);
    } catch (error) {
      return toDocumentErrors([error], 'GRAPHQL_PARSE_FAILED');
    }
    const excess = findDocumentExcess(document);
    if (excess) return toDocumentErrors([excess], 'GRAPHQL_VALIDATION_FAILED');
    const problems = validate(schema, document) as readonly GraphQLError[];
    if (problems.length > 0) return toDocumentErrors(problems, 'GRAPHQL_VALIDATION_FAILED');

    const interpret =
      (operationName: string | undefined): Execute =>
      async (contextValue, variableValues) =>
        execute({ schema, document, operationName, variableValues, contextValue });
    return { document, executor: compileWhenHot(schema, document, interpret) };
  }

  return (query: string): PreparedDocument | readonly WireError[] => {
    const cached = cache.get(query);
    if (cached) return cached;
    const prepared = prepare(query);
    if ('document' in prepared) {
      cache.set(query, prepared);
      const oldest = cache.size > MAX_DOCUMENTS ? cache.keys().next().value : undefined;
      if (oldest !== undefined) cache.delete(oldest);
    }
    return prepared;
  };
}

function compileWhenHot(
  schema: GraphQLSchema,
  document: DocumentNode,
  interpret: (operationName: string | undefined) => Execute,
): (operationName: string | undefined) => Execute {
  const isCompilable = !hasRecursiveVariable(schema, document);
  const uses = new Map<string | undefined, number>();
  const compiled = new Map<string | undefined, Execute>();
  return (operationName) => {
    const ready = compiled.get(operationName);
    if (ready) return ready;
    const count = (uses.get(operationName) ?? 0) + 1;
    uses.set(operationName, count);
    const execute = interpret(operationName);
    if (count < USES_BEFORE_COMPILING || !isCompilable) return execute;
    const query = compileQuery(schema, document, operationName);
    const fastest: Execute = isCompiledQuery(query)
      ? async (context, variables) => query.query({}, context, variables)
      : execute;
    compiled.set(operationName, fastest);
    return fastest;
  };
}

/**
 * Whether a variable is of a type that holds itself, as filters do. The compiler writes out such a type level by level,
 * which takes minutes.
 */
function hasRecursiveVariable(schema: GraphQLSchema, document: DocumentNode): boolean {
  const holdsItself = (type: unknown, path: readonly unknown[]): boolean =>
    isInputObjectType(type) &&
    (path.includes(type) ||
      Object.values(type.getFields()).some((field) => holdsItself(getNamedType(field.type), [...path, type])));
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (definition.variableDefinitions ?? []).some(({ type }) =>
        holdsItself(getNamedType(typeFromAST(schema, type as NamedTypeNode)), []),
      ),
  );
}
