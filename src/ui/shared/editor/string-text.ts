import { findJsonProblem, minifyJson } from '#json/text.ts';

/*
 * A JSON string can be edited as plain text. What plain text cannot show is edited as JSON instead: a character
 * that is silently dropped or changed on the way to the screen would be saved that way.
 */

/** A plain text and the JSON text it was made from. While the text is unchanged, so is the JSON. */
export interface StringText {
  readonly json: string;
  readonly text: string;
}

/** What the JSON text of one string says, without quotes and escapes. */
export const decodeString = (json: string): string => JSON.parse(json) as string;

/** The JSON text of a string that says `text`. */
export const encodeString = (text: string): string => JSON.stringify(text);

/** Why a string cannot be shown as plain text, as a sentence; undefined when it can. */
export function findTextObstacle(text: string): string | undefined {
  if (!text.isWellFormed()) return 'It holds half of a surrogate pair, which only an escape can show.';
  if (/(?![\t\n\r])\p{Cc}/u.test(text)) return 'It holds control characters, which only escapes can show.';
  if (text.startsWith('\ufeff')) return 'It starts with a byte order mark, which only an escape can show.';
  if (/\r(?!\n)/.test(text)) return 'It holds carriage returns without line feeds, which plain text would change.';
  if (text.includes('\r\n') && /(?:^|[^\r])\n/.test(text)) {
    return 'It mixes the line ends \\n and \\r\\n, which plain text would even out.';
  }
  return undefined;
}

/** The plain text for JSON text that holds one string; undefined when it holds none, or one that text cannot show. */
export function readString(json: string): StringText | undefined {
  if (!json.trimStart().startsWith('"') || findJsonProblem(json)) return undefined;
  const text = decodeString(json);
  return findTextObstacle(text) === undefined ? { json: minifyJson(json), text } : undefined;
}
