import { KvError } from '#contract/errors.ts';
import { MAX_VALUE_DEPTH } from '#contract/limits.ts';
import { JsonSyntaxError, scanJson, skipWhiteSpace } from '#json/scanner.ts';
import { valueTooDeep } from '#json/text.ts';

/** What a GraphQL request over HTTP holds; variables are still text, since only the schema can say what to keep. */
export interface RequestText {
  readonly query: string;
  readonly operationName: string | undefined;
  /** JSON text of an object; undefined when there are none. */
  readonly variables: string | undefined;
}

/** Levels that a request may have: those of a value, and of variables and filters around it. */
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
    throw badRequest('"operationName" has to be text.');
  }
  const extensions = members.get('extensions') ?? 'null';
  if (extensions !== 'null' && !extensions.startsWith('{')) throw badRequest('"extensions" has to be an object.');
  return { query, operationName, variables: readVariablesText(members.get('variables')) };
}

function readVariablesText(raw = 'null'): string | undefined {
  const text = raw.startsWith('"') ? (JSON.parse(raw) as string) : raw;
  const start = skipWhiteSpace(text, 0);
  if (text.startsWith('null', start) && skipWhiteSpace(text, start + 4) >= text.length) return undefined;
  if (text[start] !== '{') throw badRequest('"variables" has to be a JSON object, or text that holds one.');
  return text;
}

/** The raw text of each member of the object that `body` is; undefined when it is no JSON object. */
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

/** Names the limit when text failed to scan because of its depth. */
export function throwIfTooDeep(error: unknown): void {
  if (!(error instanceof JsonSyntaxError)) throw error;
  if (error.reason === 'depth') throw valueTooDeep();
}

const parseOptional = (raw: string | undefined): unknown => (raw === undefined ? undefined : JSON.parse(raw));

const badRequest = (message: string) => new KvError('BAD_USER_INPUT', message);
