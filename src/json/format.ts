import { indentJson } from './text.ts';

/** The most spaces that indentation may add. A short text with 512 levels could otherwise grow to hundreds of MB. */
const MAX_INDENTATION = 8 * 1024 * 1024;

function countIndentation(json: string): number {
  let spaces = 0;
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (isInString) {
      if (character === '\\') at += 1;
      else if (character === '"') isInString = false;
      continue;
    }
    if (character === '"') isInString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character !== ',') continue;
    spaces += 2 * depth;
  }
  return spaces;
}

/**
 * Valid JSON text on many lines, because one long line makes the editor crawl; indented unless that would make it huge.
 * Changes white space only.
 */
export function formatJson(json: string): string {
  return indentJson(json, countIndentation(json) > MAX_INDENTATION ? '' : '  ');
}
