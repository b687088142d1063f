import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { JsonValue } from './answers/json-value.ts';

/**
 * Values in variables arrive as JsonValue (`exact-variables.ts`). A string literal in a document is JSON text. The
 * resolver checks it, so that an error there gets the code of bad input instead of being a document error.
 */
const JsonScalar = new GraphQLScalarType<JsonValue, JsonValue>({
  name: 'JSON',
  serialize: (value) => value as JsonValue,
  parseValue(value) {
    if (value instanceof JsonValue) return value;
    throw new GraphQLError('A JSON value must be a variable or a literal.');
  },
  parseLiteral: (node, variables) =>
    new JsonValue(node.kind === Kind.STRING ? node.value : literalToJson(node, variables ?? {})),
});

/** The JSON text of a literal. Strings inside an object or a list are values, not JSON text to decode. */
function literalToJson(node: ValueNode, variables: Record<string, unknown>): string {
  switch (node.kind) {
    case Kind.STRING:
      return JSON.stringify(node.value);
    case Kind.INT:
    case Kind.FLOAT:
      return node.value;
    case Kind.BOOLEAN:
      return String(node.value);
    case Kind.NULL:
      return 'null';
    case Kind.LIST:
      return `[${node.values.map((item) => literalToJson(item, variables)).join(',')}]`;
    case Kind.OBJECT: {
      const members = node.fields.map(
        ({ name, value }) => `${JSON.stringify(name.value)}:${literalToJson(value, variables)}`,
      );
      return `{${members.join(',')}}`;
    }
    case Kind.VARIABLE: {
      const value = variables[node.name.value];
      return value instanceof JsonValue ? value.text : JSON.stringify(value ?? null);
    }
    case Kind.ENUM:
      throw new GraphQLError('A JSON value cannot contain a bare name. Put text in quotes.', { nodes: node });
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `text` as a UUID in lower case; undefined if it is not a UUID. */
function toUuid(text: unknown): string | undefined {
  return typeof text === 'string' && UUID.test(text) ? text.toLowerCase() : undefined;
}

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)$/i;

function toInstant(text: unknown): string | undefined {
  if (typeof text !== 'string' || !INSTANT.test(text)) return undefined;
  // Date does not read offsets like +00 and +0000, which ISO 8601 and PostgreSQL write.
  const withColon = text.replace(/([+-]\d\d):?(\d\d)?$/, (_, hours, minutes) => `${hours}:${minutes ?? '00'}`);
  const time = new Date(withColon.replace(' ', 'T'));
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function textScalar(name: string, parse: (text: unknown) => string | undefined, form: string) {
  const parseValue = (value: unknown) => {
    const parsed = parse(value);
    if (parsed === undefined) throw new GraphQLError(`${name} must be ${form}.`);
    return parsed;
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: String,
    parseValue,
    parseLiteral: (node) => parseValue(node.kind === Kind.STRING ? node.value : undefined),
  });
}

const A_UUID = 'a UUID like 35c8dfd2-4cb6-4f0c-8a5f-0d1c1f8a3f10';
const AN_INSTANT = 'a time with an offset like 2026-08-22T09:00:00.000Z';

export const scalars = {
  JSON: JsonScalar,
  UUID: textScalar('UUID', toUuid, A_UUID),
  uuid: textScalar('uuid', toUuid, A_UUID),
  DateTime: textScalar('DateTime', toInstant, AN_INSTANT),
  timestamptz: textScalar('timestamptz', toInstant, AN_INSTANT),
};
