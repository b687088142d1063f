import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isScalarType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { KvError } from '#contract/errors.ts';
import { type JsonToken, scanJson, skipWhiteSpace } from '#json/scanner.ts';
import { JsonValue } from '../answers/json-value.ts';
import { MAX_REQUEST_DEPTH, throwIfTooDeep } from './request-text.ts';

/** Levels and values of variables, JSON values counting as one. Filters need 32 levels, lists 1,000 values. */
const MAX_INPUT_LEVELS = 128;
const MAX_INPUT_VALUES = 20_000;

type Type = GraphQLInputType | undefined;
type Container = Record<string, unknown> | unknown[];

/**
 * The variables of an operation as JavaScript values, except those of type JSON, which stay exact text.
 *
 * @param text JSON text of an object, as it was sent
 * @throws {KvError} `BAD_USER_INPUT` if it is not JSON or has too many values, `VALUE_TOO_DEEP`
 */
export function readExactVariables(
  text: string,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
): Record<string, unknown> {
  const types = new Map<string, Type>();
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const inputType = typeFromAST(schema, type);
    types.set(variable.name.value, isInputType(inputType) ? inputType : undefined);
  }
  const builder = new Builder(text, types);
  try {
    const end = scanJson(text, 0, builder.visit, MAX_REQUEST_DEPTH);
    if (skipWhiteSpace(text, end) >= text.length) return builder.root;
  } catch (error) {
    throwIfTooDeep(error);
  }
  throw new KvError('BAD_USER_INPUT', 'The variables are not JSON. NaN and Infinity are not JSON either.');
}

/** Works in one pass over the text, so that the cost depends only on its length. */
class Builder {
  readonly root: Record<string, unknown> = Object.create(null);
  readonly #text: string;
  readonly #types: ReadonlyMap<string, Type>;
  readonly #open: { container: Container; type: Type }[] = [];
  #name = '';
  /** While inside a JSON value: where it starts, and how many of its containers are open. */
  #valueStart = 0;
  #valueDepth = 0;
  #values = 0;

  constructor(text: string, types: ReadonlyMap<string, Type>) {
    this.#text = text;
    this.#types = types;
  }

  readonly visit = (token: JsonToken, start: number, end: number): void => {
    switch (token) {
      case '{':
      case '[':
        this.#openContainer(token, start);
        break;
      case '}':
      case ']':
        this.#closeContainer(end);
        break;
      case 'name':
        if (this.#valueDepth === 0) this.#name = JSON.parse(this.#text.slice(start, end)) as string;
        break;
      case 'string':
      case 'number':
      case 'literal':
        if (this.#valueDepth === 0) this.#put(this.#readScalar(start, end));
        break;
    }
  };

  #openContainer(token: '{' | '[', start: number): void {
    if (this.#valueDepth > 0) {
      this.#valueDepth += 1;
      return;
    }
    if (this.#open.length === 0) {
      this.#open.push({ container: this.root, type: undefined });
      return;
    }
    const type = this.#expectedType(token === '[');
    if (isJson(type)) {
      this.#valueStart = start;
      this.#valueDepth = 1;
      return;
    }
    const container: Container = token === '[' ? [] : Object.create(null);
    this.#put(container);
    this.#open.push({ container, type });
    if (this.#open.length > MAX_INPUT_LEVELS) {
      throw new KvError('BAD_USER_INPUT', `The variables can have at most ${MAX_INPUT_LEVELS} levels.`);
    }
  }

  #closeContainer(end: number): void {
    if (this.#valueDepth === 0) {
      this.#open.pop();
      return;
    }
    this.#valueDepth -= 1;
    if (this.#valueDepth === 0) this.#put(new JsonValue(this.#text.slice(this.#valueStart, end)));
  }

  #readScalar(start: number, end: number): unknown {
    const raw = this.#text.slice(start, end);
    // A JSON null stays null, so that GraphQL can refuse it where the type is not nullable.
    if (raw !== 'null' && isJson(this.#expectedType(false))) return new JsonValue(raw);
    return JSON.parse(raw);
  }

  /** The type of the next value. Where a list is expected, GraphQL also accepts a single item. */
  #expectedType(isArray: boolean): Type {
    const parent = this.#open.at(-1);
    let type: Type;
    if (parent === undefined || this.#open.length === 1) type = this.#types.get(this.#name);
    else if (Array.isArray(parent.container)) type = isListType(parent.type) ? parent.type.ofType : undefined;
    else type = isInputObjectType(parent.type) ? parent.type.getFields()[this.#name]?.type : undefined;
    let nullable = getNullableType(type) as Type;
    while (!isArray && isListType(nullable)) nullable = getNullableType(nullable.ofType) as Type;
    return nullable;
  }

  #put(value: unknown): void {
    this.#values += 1;
    if (this.#values > MAX_INPUT_VALUES) {
      throw new KvError('BAD_USER_INPUT', `The variables can have at most ${MAX_INPUT_VALUES} values.`);
    }
    const container = this.#open.at(-1)?.container;
    if (Array.isArray(container)) container.push(value);
    else if (container) container[this.#name] = value;
  }
}

const isJson = (type: Type): boolean => isScalarType(type) && type.name === 'JSON';
