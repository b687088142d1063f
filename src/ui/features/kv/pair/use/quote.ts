/** Half a surrogate pair, and characters that a terminal or an editor acts on, hides or reorders instead of showing. */
const UNSEEN = String.raw`\p{Cs}\p{Cc}\p{Zl}\p{Zp}\u{ad}\u{61c}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{feff}`;
const EACH_UNSEEN = new RegExp(`[${UNSEEN}]`, 'gu');
/** A line break needs no escape within shell quotes. */
const UNSEEN_IN_SHELL = new RegExp(`((?:(?!\\n)[${UNSEEN}])+)`, 'u');
/** Words that need no quotes in any shell. */
const PLAIN_WORD = /^[\w/.,:+-]+$/;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** All unseen characters are single UTF-16 units, which every language here writes as `\uXXXX`. */
const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON text with every unseen character escaped. */
export const visibleJson = (json: string): string => json.replace(EACH_UNSEEN, escapeUnit);

/** A JSON string literal, which is also a valid GraphQL string. */
export const jsonString = (text: string): string => visibleJson(JSON.stringify(text));

function quoted(text: string, quote: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote + escaped.replace(EACH_UNSEEN, (unit) => SHORT_ESCAPES[unit] ?? escapeUnit(unit)) + quote;
}

export const pythonString = (text: string): string => quoted(text, '"');

export const scriptString = (text: string): string => quoted(text, "'");

const encoder = new TextEncoder();

/** Characters that a terminal would act on when they are pasted are printed by `printf` from their UTF-8 bytes. */
function printedBytes(text: string): string {
  const bytes = Array.from(encoder.encode(text), (byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return `"$(printf '${bytes.join('')}')"`;
}

/** `text` quoted as one word for any POSIX shell. It must not contain NUL, which no argument can hold. */
export function shellWord(text: string): string {
  if (PLAIN_WORD.test(text)) return text;
  if (text === '') return "''";
  return text
    .split(UNSEEN_IN_SHELL)
    .map((part, index) => {
      if (part === '') return '';
      return index % 2 === 1 ? printedBytes(part) : `'${part.replaceAll("'", "'\\''")}'`;
    })
    .join('');
}
