/** The tokens of JSON text. A `name` is the string before a colon. */
export type JsonToken = '{' | '}' | '[' | ']' | ':' | ',' | 'name' | 'string' | 'number' | 'literal';

/** Called for every token in order, with its span `[start, end)` in UTF-16 units. */
export type JsonVisitor = (token: JsonToken, start: number, end: number) => void;

/** The text is not JSON, or it is nested too deeply. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  /** Where reading failed, in UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly reason: 'syntax' | 'depth';

  constructor(message: string, offset: number, reason: 'syntax' | 'depth' = 'syntax') {
    super(message);
    this.offset = offset;
    this.reason = reason;
  }
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /[\p{L}\p{N}_$+.-]+/uy;
const HEX4 = /[0-9a-fA-F]{4}/y;

/** The first offset at or after `from` without JSON white space. */
export function skipWhiteSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit !== SPACE && unit !== LINE_FEED && unit !== CARRIAGE_RETURN && unit !== TAB) return at;
    at += 1;
  }
}

/**
 * Reads the one JSON value that starts at or after `from` and returns the offset behind it. Never turns text into
 * JavaScript values, so a caller can keep digits, member order, repeated members and escapes. Never recurses, so
 * depth costs no stack.
 *
 * @throws {JsonSyntaxError} by RFC 8259, or when arrays and objects are nested more than `maxDepth` deep
 */
export function scanJson(text: string, from: number, visit: JsonVisitor, maxDepth: number): number {
  /** The open containers, true for an object. */
  const objects: boolean[] = [];
  let at = from;

  for (;;) {
    // A value starts here.
    at = skipWhiteSpace(text, at);
    const unit = text.charCodeAt(at);
    let isComplete = true;
    if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      if (objects.length >= maxDepth) {
        throw new JsonSyntaxError(`Arrays and objects are nested more than ${maxDepth} levels deep.`, at, 'depth');
      }
      const isObject = unit === OPEN_BRACE;
      objects.push(isObject);
      visit(isObject ? '{' : '[', at, at + 1);
      at = skipWhiteSpace(text, at + 1);
      const isEmpty = text.charCodeAt(at) === (isObject ? CLOSE_BRACE : CLOSE_BRACKET);
      if (isEmpty) {
        visit(isObject ? '}' : ']', at, at + 1);
        at += 1;
        objects.pop();
      } else {
        isComplete = false;
        if (isObject) at = scanName(text, at, visit);
      }
    } else {
      at = scanScalar(text, at, unit, visit);
    }

    // After a value: close the containers that end here, until another value has to follow.
    while (isComplete) {
      const isObject = objects.at(-1);
      if (isObject === undefined) return at;
      at = skipWhiteSpace(text, at);
      const next = text.charCodeAt(at);
      if (next === COMMA) {
        visit(',', at, at + 1);
        const comma = at;
        at = skipWhiteSpace(text, at + 1);
        const afterComma = text.charCodeAt(at);
        if (afterComma === CLOSE_BRACE || afterComma === CLOSE_BRACKET) {
          throw new JsonSyntaxError('JSON does not allow a trailing comma.', comma);
        }
        if (isObject) at = scanName(text, at, visit);
        isComplete = false;
      } else if (next === (isObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
        visit(isObject ? '}' : ']', at, at + 1);
        at += 1;
        objects.pop();
      } else if (at >= text.length) {
        throw new JsonSyntaxError(`The text ends before the ${isObject ? 'object' : 'array'} is closed.`, at);
      } else {
        throw new JsonSyntaxError(`Expected a comma or ${isObject ? '}' : ']'} here.`, at);
      }
    }
  }
}

function scanName(text: string, from: number, visit: JsonVisitor): number {
  if (text.charCodeAt(from) !== QUOTE) {
    throw new JsonSyntaxError(
      from >= text.length ? 'The text ends before the object is closed.' : 'Expected a name in double quotes.',
      from,
    );
  }
  const end = scanString(text, from);
  visit('name', from, end);
  const colon = skipWhiteSpace(text, end);
  if (text.charCodeAt(colon) !== COLON) throw new JsonSyntaxError('Expected a colon after the name.', colon);
  visit(':', colon, colon + 1);
  return colon + 1;
}

function scanScalar(text: string, from: number, unit: number, visit: JsonVisitor): number {
  if (unit === QUOTE) {
    const end = scanString(text, from);
    visit('string', from, end);
    return end;
  }
  NUMBER.lastIndex = from;
  if (NUMBER.test(text) && isDelimiter(text.charCodeAt(NUMBER.lastIndex))) {
    const end = NUMBER.lastIndex;
    visit('number', from, end);
    return end;
  }
  WORD.lastIndex = from;
  const word = WORD.exec(text)?.[0] ?? '';
  if (word === 'true' || word === 'false' || word === 'null') {
    visit('literal', from, from + word.length);
    return from + word.length;
  }
  throw new JsonSyntaxError(describeBadScalar(text, from, word), from);
}

/** Whether a number may end before this unit. Otherwise `01` would read as 0, followed by something unexpected. */
function isDelimiter(unit: number): boolean {
  return !(unit > SPACE) || unit === COMMA || unit === CLOSE_BRACE || unit === CLOSE_BRACKET || unit === COLON;
}

function describeBadScalar(text: string, from: number, word: string): string {
  if (from >= text.length) return 'The text ends where a value is expected.';
  if (text[from] === "'") return 'Use double quotes, not single quotes.';
  if (text[from] === '/') return 'JSON has no comments.';
  if (/^[+-]?(?:nan|inf|infinity)$/i.test(word)) return 'JSON has no NaN or Infinity.';
  if (/^(?:true|false|null)$/i.test(word)) return 'Write true, false and null in lower case.';
  if (/^-?0[0-9]/.test(word)) return 'A number cannot have leading zeros.';
  if (/^[+-]?[0-9.]/.test(word)) return 'This is not a valid JSON number.';
  if (word !== '') return 'Text needs double quotes.';
  return 'Expected a value here.';
}

/** The offset behind the string whose opening quote is at `from`. */
function scanString(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at + 1;
    if (unit === BACKSLASH) {
      at = scanEscape(text, at);
    } else if (unit < SPACE) {
      throw new JsonSyntaxError(
        unit === LINE_FEED || unit === CARRIAGE_RETURN
          ? 'A string cannot contain a line break. Write \\n instead.'
          : 'A control character in a string needs an escape, for example \\t.',
        at,
      );
    } else if (Number.isNaN(unit)) {
      throw new JsonSyntaxError('The text ends before the string is closed.', from);
    } else {
      at += 1;
    }
  }
}

function scanEscape(text: string, from: number): number {
  const letter = text[from + 1] ?? '';
  if (letter === 'u') {
    HEX4.lastIndex = from + 2;
    if (HEX4.test(text)) return from + 6;
    throw new JsonSyntaxError('\\u needs four hexadecimal digits.', from);
  }
  if (letter !== '' && '"\\/bfnrt'.includes(letter)) return from + 2;
  throw new JsonSyntaxError('This is not a JSON escape. Write \\\\ for a backslash.', from);
}
