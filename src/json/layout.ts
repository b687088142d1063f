import { indentJson } from './text.ts';

/** Spaces that indentation may add. A short text of 512 levels could otherwise grow to hundreds of megabytes. */
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

/** Valid JSON text as the editor shows it: over lines, because one long line makes the editor crawl. White space only. */
export function layOutJson(json: string): string {
  return indentJson(json, countIndentation(json) > MAX_INDENTATION ? '' : '  ');
}
