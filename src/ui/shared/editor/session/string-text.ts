import { findJsonProblem, minifyJson } from '#json/text.ts';

/*
 * A JSON string can be edited as plain text, unless it contains characters that plain text cannot show. Those would be
 * dropped or changed silently on the way to the screen and then saved that way, so such a string is edited as JSON.
 */

/** A plain text and the JSON text it came from. As long as the text is unchanged, so is the JSON. */
export interface StringText {
  readonly json: string;
  readonly text: string;
}

/** The text of one JSON string, without quotes and escapes. */
export const decodeString = (json: string): string => JSON.parse(json) as string;

/** `text` as a JSON string. */
export const encodeString = (text: string): string => JSON.stringify(text);

/** Why a string cannot be shown as plain text, as a sentence; undefined when it can. */
export function findTextObstacle(text: string): string | undefined {
  if (!text.isWellFormed()) return 'It holds half of a surrogate pair, which only an escape can show.';
  if (/(?![\t\n\r])\p{Cc}/u.test(text)) return 'It holds control characters, which only escapes can show.';
  if (text.startsWith('\ufeff')) return 'It starts with a byte order mark, which only an escape can show.';
  if (/\r(?!\n)/.test(text)) return 'It holds carriage returns without line feeds, which plain text would change.';
  if (text.includes('\r\n') && /(?:^|[^\r])\n/.test(text)) {
    return 'It mixes \\n and \\r\\n line ends, which plain text would not keep.';
  }
  return undefined;
}

/** The plain text of JSON text that is one string; undefined for anything else and for a string with an obstacle. */
export function readString(json: string): StringText | undefined {
  if (!json.trimStart().startsWith('"') || findJsonProblem(json)) return undefined;
  const text = decodeString(json);
  return findTextObstacle(text) === undefined ? { json: minifyJson(json), text } : undefined;
}
