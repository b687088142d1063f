import { KvError } from '#contract/errors.ts';
import { MAX_VALUE_BYTES, utf8Length } from '#contract/limits.ts';
import { type JsonVisitor, scanJson } from '#json/scanner.ts';
import { compactJson, findRepeatedMembers } from '#json/text.ts';

/** JavaScript writes smaller whole numbers with all their digits, even beyond 2^53, where they are no longer exact. */
const FIRST_EXPONENT = 1e21;

/**
 * The JSON text of a JavaScript value, like JSON.stringify, but refusing what that would drop or change. The one
 * exception is object members that are undefined: they are left out, as usual.
 *
 * @throws {KvError} `BAD_USER_INPUT` for values that JSON cannot represent
 */
export function toValueText(value: unknown): string {
  try {
    return JSON.stringify(value, refuseUnlessJson);
  } catch (cause) {
    if (cause instanceof KvError) throw cause;
    const what = cause instanceof RangeError ? 'is nested too deeply' : 'refers to itself, or cannot be read';
    throw new KvError('BAD_USER_INPUT', `The value is not JSON: it ${what}.`, {}, { cause });
  }
}

function refuseUnlessJson(this: unknown, name: string, value: unknown): unknown {
  const problem = findProblem(value, this, name);
  if (problem === undefined) return value;
  throw new KvError(
    'BAD_USER_INPUT',
    `The value is not JSON: it contains ${problem}. Use setKeyValueText to store JSON text exactly.`,
  );
}

function findProblem(value: unknown, parent: unknown, name: string): string | undefined {
  switch (typeof value) {
    case 'undefined':
      // JSON.stringify passes the outermost value as the member "" of a wrapper; other undefined members are left out.
      return Array.isArray(parent) || name === '' ? 'undefined' : undefined;
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    case 'bigint':
      return 'a BigInt';
    case 'number':
      if (!Number.isFinite(value)) return 'NaN or Infinity';
      return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < FIRST_EXPONENT
        ? 'a whole number beyond 2^53, whose last digits JavaScript may have changed'
        : undefined;
    case 'object':
      return isEmptyButNotPlain(value) ? 'an object without members of its own, such as a Map or a Set' : undefined;
    default:
      return undefined;
  }
}

/** Whether JSON.stringify would write `{}` and lose the contents: a Map, a Set, a RegExp, an Error, a Promise. */
function isEmptyButNotPlain(value: object | null): boolean {
  if (value === null || Array.isArray(value) || Object.keys(value).length > 0) return false;
  if (value instanceof Number || value instanceof String || value instanceof Boolean) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Plain objects from another realm (a frame, a test sandbox) have another Object.prototype.
  return prototype !== null && Object.getPrototypeOf(prototype) !== null;
}

/**
 * The JavaScript value of JSON text, like JSON.parse, but refusing text that would not survive exactly.
 *
 * @throws {KvError} `BAD_USER_INPUT` if numbers would be rounded or members would be lost
 */
export function fromValueText(text: string): unknown {
  if (hasRoundedNumber(text)) throw cannotHold('numbers that JavaScript would round');
  if (findRepeatedMembers(text).length > 0) throw cannotHold('repeated members, of which JavaScript keeps one');
  return JSON.parse(text);
}

const cannotHold = (what: string) =>
  new KvError('BAD_USER_INPUT', `The value has ${what}. Read its exact text with getKeyValueText.`);

function hasRoundedNumber(text: string): boolean {
  let isRounded = false;
  const check: JsonVisitor = (token, start, end) => {
    if (token !== 'number' || isRounded) return;
    const written = text.slice(start, end);
    // Numbers of up to 15 digits without an exponent always survive.
    if (end - start > 15 || /[eE]/.test(written)) isRounded = decimalOf(written) !== decimalOf(String(Number(written)));
  };
  scanJson(text, 0, check, Number.POSITIVE_INFINITY);
  return isRounded;
}

/** Normalises a decimal number: `1.50e3`, `1500` and `1500.0` all become `15e2`. */
function decimalOf(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(number) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return whole === '' ? number : '0';
  // No JavaScript number has such an exponent, and arithmetic on it could round: equal only to itself.
  if (exponent.length > 12) return number;
  const scale = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign}${significant}e${scale}`;
}

/**
 * Checks and compacts JSON text for sending; every digit stays.
 *
 * @throws {KvError} `BAD_USER_INPUT`, `VALUE_TOO_DEEP` or `VALUE_TOO_LARGE`, before anything is sent
 */
export function toExactText(text: string): string {
  const compact = compactJson(text);
  const size = utf8Length(compact);
  if (size <= MAX_VALUE_BYTES) return compact;
  throw new KvError('VALUE_TOO_LARGE', `The value is too large: ${size} of ${MAX_VALUE_BYTES} bytes.`, {
    size,
    limit: MAX_VALUE_BYTES,
  });
}
