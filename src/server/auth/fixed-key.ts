import { mayBeApiKey } from './secrets.ts';

/** What an operator may set as `KV_ADMIN_API_KEY`. The original client changes keys with other characters. */
const FORM = /^[A-Za-z][A-Za-z0-9_-]{19,127}$/;

export const FIXED_KEY_FORM =
  'a letter followed by 19 to 127 letters, digits, hyphens or underscores, hard to guess, for example the output of ' +
  '`echo k$(openssl rand -hex 20)`; only keys issued by a KV Store can begin with kvs_';

/** What lists of common passwords and examples are made of; their members with 20 characters combine several. */
const COMMON_WORDS = [
  'password|passwort|passwd|passphrase|secret|letmein|welcome|iloveyou|monkey|dragon|football|baseball|sunshine',
  'princess|master|shadow|trustno1|whatever|correct|horse|battery|staple|starwars|superman|batman|access|login',
  'changeme|change|replace|please|example|sample|placeholder|insert|here|your|default|dummy|demo|test|testing|temp',
  'admin|administrator|root|user|guest|server|service|store|prefect|cloud|graphql|kvstore|local|localhost|docker',
  'production|prod|staging|development|dev|my|the|this|is|a|an|for|not|very|long|strong|secure|private|fixed|new',
  'apikey|api|key|token|auth|bearer|credential|credentials|foo|bar|baz|hello|world|lorem|ipsum|me|kv|e2e|bench',
].join('|');
const WORDS = new RegExp(
  COMMON_WORDS.split('|')
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
);

/** Neighbours in the alphabet, in the digits and on keyboards. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
];
const ROW_LENGTH = 3;

/** Characters that must remain without all of those, and how many of them must differ. */
const LEAST_REST = 8;
const LEAST_DIFFERENT = 6;

/**
 * Whether a fixed key can be accepted. Right keys are let through however many wrong ones their address has sent, since
 * honest clients may share it with others, so the key itself must be out of reach of guessing. A thousand guesses a
 * second are 3 × 10^10 in a year; even eight random letters and digits, the least that is accepted here beside common
 * words, are 10^12, and 20 of them 10^30.
 */
export function isFixedKey(text: string): boolean {
  if (!FORM.test(text) || !mayBeApiKey(text)) return false;
  const rest = withoutRows(text.toLowerCase().replace(/[-_]/g, '').replace(WORDS, ' '))
    // The same again adds nothing to guess.
    .replace(/(.+?)\1+/g, '$1')
    .replaceAll(' ', '');
  return rest.length >= LEAST_REST && new Set(rest).size >= LEAST_DIFFERENT;
}

/** The text without runs of neighbours, in both directions. */
function withoutRows(text: string): string {
  const isRow = (part: string) => {
    const back = [...part].reverse().join('');
    return ROWS.some((row) => row.includes(part) || row.includes(back));
  };
  let rest = '';
  for (let start = 0; start < text.length; ) {
    let length = ROW_LENGTH;
    if (!isRow(text.slice(start, start + length)) || start + length > text.length) {
      rest += text.charAt(start);
      start += 1;
      continue;
    }
    while (start + length < text.length && isRow(text.slice(start, start + length + 1))) length += 1;
    rest += ' ';
    start += length;
  }
  return rest;
}
