import { MAX_VALUE_DEPTH } from '#contract/limits.ts';
import { scanJson } from '#json/scanner.ts';
import { findRepeatedMembers } from '#json/text.ts';
import { pythonString } from './quote.ts';

const LITERALS: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };
const PADDED: Readonly<Record<string, string>> = { ',': ', ', ':': ': ' };

/** Between these magnitudes Python writes a float without an exponent, with the same digits as JavaScript. */
const LEAST_PLAIN = 1e-4;
const PLAIN_END = 1e16;

/** Whether Python's `json` writes the number unchanged. Its integers are unlimited; its floats have one spelling. */
function isKept(number: string): boolean {
  if (/^-?\d+$/.test(number)) return number !== '-0';
  const value = Number(number);
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < LEAST_PLAIN || magnitude >= PLAIN_END)) return false;
  const digits = Object.is(value, -0) ? '-0' : String(value);
  return number === (Number.isInteger(value) ? `${digits}.0` : digits);
}

/** JSON text as a Python literal; undefined when Python would change a number or drop a member. */
export function toPythonLiteral(json: string): string | undefined {
  if (findRepeatedMembers(json).length > 0) return undefined;
  const parts: string[] = [];
  let isExact = true;
  scanJson(
    json,
    0,
    (token, start, end) => {
      const text = json.slice(start, end);
      if (token === 'name' || token === 'string') parts.push(pythonString(JSON.parse(text) as string));
      else if (token === 'literal') parts.push(LITERALS[text] ?? text);
      else parts.push(PADDED[token] ?? text);
      if (token === 'number') isExact &&= isKept(text);
    },
    MAX_VALUE_DEPTH,
  );
  return isExact ? parts.join('') : undefined;
}
