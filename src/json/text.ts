import { KvError } from '#contract/errors.ts';
import { MAX_PREVIEW_CHARACTERS, MAX_VALUE_DEPTH } from '#contract/limits.ts';
import { JsonSyntaxError, type JsonVisitor, scanJson, skipWhiteSpace } from './scanner.ts';

/*
 * Values are JSON *text* everywhere: JSON.parse followed by JSON.stringify changes digits and member order and drops
 * repeated members. Nothing here turns text into JavaScript values.
 */

export type JsonType = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** Scans `text` as exactly one JSON value; only white space may surround it. */
function scanDocument(text: string, visit: JsonVisitor, maxDepth: number): void {
  const end = skipWhiteSpace(text, scanJson(text, 0, visit, maxDepth));
  if (end < text.length) throw new JsonSyntaxError('Unexpected text after the value.', end);
}

/** Why `text` cannot be stored as a value, and where (UTF-16 units); undefined when it can. */
export function findJsonProblem(text: string): JsonSyntaxError | undefined {
  try {
    scanDocument(text, () => {}, MAX_VALUE_DEPTH);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
  // Last, because half a surrogate pair outside a string is a syntax error with a better message.
  if (text.isWellFormed()) return undefined;
  return new JsonSyntaxError('Half of a surrogate pair cannot be stored. Write it as an escape.', 0);
}

/**
 * `text` without insignificant white space; every other character is unchanged.
 *
 * @throws {KvError} `BAD_USER_INPUT` for anything but JSON, `VALUE_TOO_DEEP` beyond 512 levels
 */
export function compactJson(text: string): string {
  const problem = findJsonProblem(text);
  if (problem?.reason === 'depth') throw valueTooDeep();
  if (problem) {
    throw new KvError('BAD_USER_INPUT', `The value is not JSON. ${problem.message}`, { offset: problem.offset });
  }
  return minifyJson(text);
}

/** The error for JSON that is nested deeper than a value may be. */
export const valueTooDeep = () =>
  new KvError('VALUE_TOO_DEEP', `A value can have at most ${MAX_VALUE_DEPTH} levels of arrays and objects.`, {
    limit: MAX_VALUE_DEPTH,
  });

/** `text`, which must be valid JSON, without insignificant white space. */
export function minifyJson(text: string): string {
  const parts: string[] = [];
  let keptFrom = 0;
  let keptTo = 0;
  // Adjacent tokens form one part, so text that is already compact is returned without a copy.
  const keep: JsonVisitor = (_token, start, end) => {
    if (start !== keptTo) {
      if (keptTo > keptFrom) parts.push(text.slice(keptFrom, keptTo));
      keptFrom = start;
    }
    keptTo = end;
  };
  scanDocument(text, keep, Number.POSITIVE_INFINITY);
  parts.push(text.slice(keptFrom, keptTo));
  return parts.length === 1 && keptTo - keptFrom === text.length ? text : parts.join('');
}

/** `text`, which must be valid JSON, indented for people to read. Changes white space only. */
export function indentJson(text: string, indent = '  '): string {
  const parts: string[] = [];
  let depth = 0;
  let previous = '';
  const newLine = () => parts.push('\n', indent.repeat(depth));
  scanDocument(
    text,
    (token, start, end) => {
      if (token === '}' || token === ']') {
        depth -= 1;
        // An empty container stays on one line.
        if (previous !== '{' && previous !== '[') newLine();
      } else if (previous === '{' || previous === '[' || previous === ',') {
        newLine();
      }
      parts.push(text.slice(start, end));
      if (token === ':') parts.push(' ');
      if (token === '{' || token === '[') depth += 1;
      previous = token;
    },
    Number.POSITIVE_INFINITY,
  );
  return parts.join('');
}

/** The type of the value that compact JSON text holds. */
export function jsonTypeOf(compact: string): JsonType {
  switch (compact[0]) {
    case '{':
      return 'object';
    case '[':
      return 'array';
    case '"':
      return 'string';
    case 't':
    case 'f':
      return 'boolean';
    case 'n':
      return 'null';
    default:
      return 'number';
  }
}

/** An escaped backslash, or one character written as one `\\u` escape or a pair of them. */
const ESCAPED_CHARACTER = /\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}/g;
/** Characters that need no escape in a JSON string and are visible there. */
const PRINTABLE = /^(?!["\\])[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** The start of a value on one line, for lists. Escaped printable characters are shown unescaped. */
export function previewJson(compact: string): string {
  // An escaped character takes up to twelve units. Cutting first keeps this fast for 1 MiB.
  const start = compact.slice(0, MAX_PREVIEW_CHARACTERS * 12);
  const readable = start.replace(ESCAPED_CHARACTER, (escaped) => {
    if (escaped === '\\\\') return escaped;
    const character = JSON.parse(`"${escaped}"`) as string;
    return PRINTABLE.test(character) ? character : escaped;
  });
  const characters = [...readable];
  const isWhole = start.length === compact.length && characters.length <= MAX_PREVIEW_CHARACTERS;
  if (isWhole) return readable.toWellFormed();
  return `${characters.slice(0, MAX_PREVIEW_CHARACTERS - 1).join('')}…`.toWellFormed();
}

/** A member whose name already appeared in the same object. Offsets are those of the names. */
export interface RepeatedMember {
  readonly name: string;
  readonly firstOffset: number;
  readonly offset: number;
}

/** Repeated members of `text`, which must be valid JSON. They are legal and stored, but few readers see both. */
export function findRepeatedMembers(text: string): RepeatedMember[] {
  const repeated: RepeatedMember[] = [];
  const open: Map<string, number>[] = [];
  scanDocument(
    text,
    (token, start, end) => {
      if (token === '{' || token === '[') open.push(new Map());
      else if (token === '}' || token === ']') open.pop();
      else if (token === 'name') {
        const name = JSON.parse(text.slice(start, end)) as string;
        const names = open.at(-1);
        const firstOffset = names?.get(name);
        if (firstOffset === undefined) names?.set(name, start);
        else repeated.push({ name, firstOffset, offset: start });
      }
    },
    Number.POSITIVE_INFINITY,
  );
  return repeated;
}
