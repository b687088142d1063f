import {
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isInputObjectType,
  Kind,
  type NamedTypeNode,
  typeFromAST,
  type ValueNode,
  visit,
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

/** The share of the time that compiling may take. */
const MAX_SHARE = 1 / 20;

/**
 * Compiling blocks all requests for milliseconds. Documents that become hot at the same moment are compiled one after
 * another, with pauses.
 */
export class CompilingTime {
  readonly #now: () => number;
  #next = 0;

  /** `now` is in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get isLeft(): boolean {
    return this.#now() >= this.#next;
  }

  spend<Result>(compile: () => Result): Result {
    const start = this.#now();
    const result = compile();
    const end = this.#now();
    this.#next = start + (end - start) / MAX_SHARE;
    return result;
  }
}

/** Interprets a document at first and compiles it once it is in frequent use and there is time. */
export function compileWhenHot(schema: GraphQLSchema, document: DocumentNode, time = new CompilingTime()): Executor {
  const isCompilable = !hasRecursiveVariable(schema, document) && !isMisread(document);
  const uses = new Map<string | undefined, number>();
  const compiled = new Map<string | undefined, Execute>();
  return (operationName) => {
    const ready = compiled.get(operationName);
    if (ready) return ready;
    const count = (uses.get(operationName) ?? 0) + 1;
    uses.set(operationName, count);
    const interpret: Execute = async (contextValue, variableValues) =>
      execute({ schema, document, operationName, variableValues, contextValue });
    if (count < USES_BEFORE_COMPILING || !isCompilable || !time.isLeft) return interpret;
    const query = time.spend(() => compileQuery(schema, document, operationName));
    const fastest: Execute = isCompiledQuery(query)
      ? async (context, variables = {}) => {
          const errors = findVariableErrors(schema, document, operationName, variables);
          return errors ? { errors } : query.query({}, context, variables);
        }
      : interpret;
    compiled.set(operationName, fastest);
    return fastest;
  };
}

/** The errors of the interpreter for variables that do not fit their types. The compiler has its own, and misses some. */
function findVariableErrors(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Record<string, unknown>,
): readonly GraphQLError[] | undefined {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  return getVariableValues(schema, definitions, variables, { maxErrors: 50 }).errors;
}

/** Names that mean something else to JavaScript than to GraphQL; the generated code does not distinguish them. */
const SPECIAL_NAMES = ['__proto__', 'then'];

/**
 * Whether the compiler would give a document another meaning than the interpreter: it merges fields with different
 * conditions wrongly, and takes a variable that was left out of an object for null. Found by one-meaning.test.ts.
 */
function isMisread(document: DocumentNode): boolean {
  const optional = new Set<string>();
  let isFound = false;
  const find = (isMisread: boolean) => {
    isFound ||= isMisread;
    return isFound ? BREAK : undefined;
  };
  const isOptional = (value: ValueNode) => value.kind === Kind.VARIABLE && optional.has(value.name.value);
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: ({ variable, type, defaultValue }) => {
      if (type.kind !== Kind.NON_NULL_TYPE && defaultValue === undefined) optional.add(variable.name.value);
    },
  });
  visit(document, {
    [Kind.DIRECTIVE]: () => find(true),
    [Kind.FIELD]: ({ alias }) => find(alias !== undefined && SPECIAL_NAMES.includes(alias.value)),
    [Kind.OBJECT_FIELD]: ({ value }) => find(isOptional(value)),
    [Kind.LIST]: ({ values }) => find(values.some(isOptional)),
  });
  return isFound;
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
