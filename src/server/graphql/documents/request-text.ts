import { KvError } from '#contract/errors.ts';
import { MAX_VALUE_DEPTH } from '#contract/limits.ts';
import { JsonSyntaxError, scanJson, skipWhiteSpace } from '#json/scanner.ts';
import { valueTooDeep } from '#json/text.ts';

/** A GraphQL request over HTTP. Variables are still text, because only the schema says which must stay exact. */
export interface RequestText {
  readonly query: string;
  readonly operationName: string | undefined;
  /** JSON text of an object; undefined if there are none. */
  readonly variables: string | undefined;
}

/** Levels in a request: those of a value, and of the variables and filters around it. */
export const MAX_REQUEST_DEPTH = MAX_VALUE_DEPTH + 64;

/**
 * Reads the body of a GraphQL request without losing a character of `variables`, which may be an object, null,
 * absent, or a string of JSON (the original Python client).
 *
 * @throws {KvError} `BAD_USER_INPUT`, `VALUE_TOO_DEEP`
 */
export function readRequestText(body: string): RequestText {
  const members = readMembers(body);
  if (!members) throw badRequest('The request body is not JSON, or not one JSON object. Send {"query": "…"}.');
  const query = parseOptional(members.get('query'));
  if (typeof query !== 'string') throw badRequest('The request has no "query" text.');
  const operationName = parseOptional(members.get('operationName')) ?? undefined;
  if (operationName !== undefined && typeof operationName !== 'string') {
    throw badRequest('"operationName" must be text.');
  }
  const extensions = members.get('extensions') ?? 'null';
  if (extensions !== 'null' && !extensions.startsWith('{')) throw badRequest('"extensions" must be an object.');
  return { query, operationName, variables: readVariablesText(members.get('variables')) };
}

function readVariablesText(raw = 'null'): string | undefined {
  const text = raw.startsWith('"') ? (JSON.parse(raw) as string) : raw;
  const start = skipWhiteSpace(text, 0);
  if (text.startsWith('null', start) && skipWhiteSpace(text, start + 4) >= text.length) return undefined;
  if (text[start] !== '{') throw badRequest('"variables" must be a JSON object, or a string that contains one.');
  return text;
}

/** The raw text of each member of the object in `body`; undefined if `body` is not a JSON object. */
function readMembers(body: string): Map<string, string> | undefined {
  const members = new Map<string, string>();
  let depth = 0;
  let name = '';
  let valueStart = 0;
  try {
    const end = scanJson(
      body,
      0,
      (token, start, tokenEnd) => {
        if (token === 'name' && depth === 1) {
          name = JSON.parse(body.slice(start, tokenEnd)) as string;
          valueStart = -1;
        } else if (token === '{' || token === '[') {
          if (depth === 1 && valueStart === -1) valueStart = start;
          depth += 1;
        } else if (token === '}' || token === ']') {
          depth -= 1;
          if (depth === 1) members.set(name, body.slice(valueStart, tokenEnd));
        } else if (depth === 1 && token !== ':' && token !== ',') {
          members.set(name, body.slice(start, tokenEnd));
        }
      },
      MAX_REQUEST_DEPTH,
    );
    const isObject = body[skipWhiteSpace(body, 0)] === '{';
    return isObject && skipWhiteSpace(body, end) >= body.length ? members : undefined;
  } catch (error) {
    throwIfTooDeep(error);
    return undefined;
  }
}

/** Replaces the syntax error of text that is too deep with one that names the limit; ignores other syntax errors. */
export function throwIfTooDeep(error: unknown): void {
  if (!(error instanceof JsonSyntaxError)) throw error;
  if (error.reason === 'depth') throw valueTooDeep();
}

const parseOptional = (raw: string | undefined): unknown => (raw === undefined ? undefined : JSON.parse(raw));

const badRequest = (message: string) => new KvError('BAD_USER_INPUT', message);
