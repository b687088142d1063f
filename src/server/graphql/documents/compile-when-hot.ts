import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  type NamedTypeNode,
  typeFromAST,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from '../context.ts';

/** Runs an operation of a document. */
type Execute = (context: Context, variables: Record<string, unknown> | undefined) => Promise<ExecutionResult>;

/** Returns how to run the operation of this name; undefined: the only one. */
export type Executor = (operationName: string | undefined) => Execute;

/**
 * Compiling costs milliseconds once and then saves most of every run, so a document earns it by being used. Documents
 * with a key written into them, as the original client sends, are mostly used once.
 */
const USES_BEFORE_COMPILING = 3;

/** Interprets a document at first and compiles it once it is in frequent use. */
export function compileWhenHot(schema: GraphQLSchema, document: DocumentNode): Executor {
  const isCompilable = !hasRecursiveVariable(schema, document);
  const uses = new Map<string | undefined, number>();
  const compiled = new Map<string | undefined, Execute>();
  return (operationName) => {
    const ready = compiled.get(operationName);
    if (ready) return ready;
    const count = (uses.get(operationName) ?? 0) + 1;
    uses.set(operationName, count);
    const interpret: Execute = async (contextValue, variableValues) =>
      execute({ schema, document, operationName, variableValues, contextValue });
    if (count < USES_BEFORE_COMPILING || !isCompilable) return interpret;
    const query = compileQuery(schema, document, operationName);
    const fastest: Execute = isCompiledQuery(query)
      ? async (context, variables) => query.query({}, context, variables)
      : interpret;
    compiled.set(operationName, fastest);
    return fastest;
  };
}

/**
 * Whether a variable has a type that contains itself, as filters do. The compiler unrolls such a type level by level,
 * which takes minutes.
 */
function hasRecursiveVariable(schema: GraphQLSchema, document: DocumentNode): boolean {
  const containsItself = (type: unknown, path: readonly unknown[]): boolean =>
    isInputObjectType(type) &&
    (path.includes(type) ||
      Object.values(type.getFields()).some((field) => containsItself(getNamedType(field.type), [...path, type])));
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (definition.variableDefinitions ?? []).some(({ type }) =>
        containsItself(getNamedType(typeFromAST(schema, type as NamedTypeNode)), []),
      ),
  );
}
