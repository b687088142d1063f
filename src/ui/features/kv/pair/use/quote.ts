/** Half a surrogate pair, or what a terminal or an editor acts on, hides or reorders instead of showing it. */
const UNSEEN = String.raw`\p{Cs}\p{Cc}\p{Zl}\p{Zp}\u{ad}\u{61c}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{feff}`;
const EACH_UNSEEN = new RegExp(`[${UNSEEN}]`, 'gu');
/** Within quotes of a shell a line break is as good as any character. */
const UNSEEN_IN_SHELL = new RegExp(`((?:(?!\\n)[${UNSEEN}])+)`, 'u');
/** Words that no shell takes for anything else. */
const PLAIN_WORD = /^[\w/.,:+-]+$/;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** All unseen characters are single UTF-16 units; every language here writes those as `\uXXXX`. */
const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON text with every unseen character of its strings as an escape. */
export const visibleJson = (json: string): string => json.replace(EACH_UNSEEN, escapeUnit);

/** A string of JSON, which is one of GraphQL too. */
export const jsonString = (text: string): string => visibleJson(JSON.stringify(text));

function quoted(text: string, quote: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote + escaped.replace(EACH_UNSEEN, (unit) => SHORT_ESCAPES[unit] ?? escapeUnit(unit)) + quote;
}

export const pythonString = (text: string): string => quoted(text, '"');

export const scriptString = (text: string): string => quoted(text, "'");

const encoder = new TextEncoder();

/** What a terminal would act on while it is pasted is made by `printf`, from the bytes of its UTF-8. */
function printedBytes(text: string): string {
  const bytes = Array.from(encoder.encode(text), (byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return `"$(printf '${bytes.join('')}')"`;
}

/** One word for any POSIX shell. `text` must not hold NUL, which no program can be given. */
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
