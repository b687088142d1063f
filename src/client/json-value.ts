import { KvError } from '#contract/errors.ts';
import { MAX_VALUE_BYTES, utf8Length } from '#contract/limits.ts';
import { type JsonVisitor, scanJson } from '#json/scanner.ts';
import { compactJson, findRepeatedMembers } from '#json/text.ts';

/** Whole numbers are written with all their digits up to here, as if each of them were known. */
const FIRST_EXPONENT = 1e21;

/**
 * The JSON text of a JavaScript value, by JSON.stringify, but what that would drop or change is refused. Only members
 * of objects that are undefined are left out, as everybody expects.
 *
 * @throws {KvError} `BAD_USER_INPUT` for what is no JSON
 */
export function toValueText(value: unknown): string {
  try {
    return JSON.stringify(value, refuseWhatIsNoJson);
  } catch (cause) {
    if (cause instanceof KvError) throw cause;
    const what = cause instanceof RangeError ? 'is nested too deeply' : 'refers to itself, or cannot be read';
    throw new KvError('BAD_USER_INPUT', `The value is no JSON: it ${what}.`, {}, { cause });
  }
}

function refuseWhatIsNoJson(this: unknown, name: string, value: unknown): unknown {
  const problem = findProblem(value, this, name);
  if (problem === undefined) return value;
  throw new KvError(
    'BAD_USER_INPUT',
    `The value is no JSON: it holds ${problem}. Use setKeyValueText to store JSON text exactly.`,
  );
}

function findProblem(value: unknown, parent: unknown, name: string): string | undefined {
  switch (typeof value) {
    case 'undefined':
      // The outermost value is the member "" of an object that JSON.stringify makes up; elsewhere this is left out.
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

/** Would be stored as `{}`, whatever it holds: a Map, a Set, a RegExp, an Error, a Promise. */
function isEmptyButNotPlain(value: object | null): boolean {
  if (value === null || Array.isArray(value) || Object.keys(value).length > 0) return false;
  if (value instanceof Number || value instanceof String || value instanceof Boolean) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Plain objects of another realm, as tests and frames have them, come from an Object.prototype of their own.
  return prototype !== null && Object.getPrototypeOf(prototype) !== null;
}

/**
 * The JavaScript value of JSON text, by JSON.parse, but only if it says the same as the text.
 *
 * @throws {KvError} `BAD_USER_INPUT` when numbers would be rounded or members would be lost
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
    // Up to 15 digits without an exponent always survive.
    if (end - start > 15 || /[eE]/.test(written)) isRounded = decimalOf(written) !== decimalOf(String(Number(written)));
  };
  scanJson(text, 0, check, Number.POSITIVE_INFINITY);
  return isRounded;
}

/** One spelling for all spellings of a decimal number: `1.50e3`, `1500` and `1500.0` are `15e2`. */
function decimalOf(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(number) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return whole === '' ? number : '0';
  // Beyond what can be counted with, and beyond what any number can be: the same as nothing else.
  if (exponent.length > 12) return number;
  const scale = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign}${significant}e${scale}`;
}

/**
 * JSON text as it is sent: checked, compact, every digit as it was.
 *
 * @throws {KvError} `BAD_USER_INPUT`, `VALUE_TOO_DEEP` or `VALUE_TOO_LARGE`, before anything is sent
 */
export function toExactText(text: string): string {
  const compact = compactJson(text);
  const size = utf8Length(compact);
  if (size <= MAX_VALUE_BYTES) return compact;
  throw new KvError('VALUE_TOO_LARGE', `The value takes ${size} bytes; at most ${MAX_VALUE_BYTES} are allowed.`, {
    size,
    limit: MAX_VALUE_BYTES,
  });
}
