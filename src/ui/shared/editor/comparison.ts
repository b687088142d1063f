import { formatJson } from '#json/format.ts';
import { findJsonProblem } from '#json/text.ts';
import { decodeString, findTextObstacle } from './session/string-text.ts';

/** Two texts, formatted alike so that they differ only in what matters. */
export interface Comparison {
  readonly original: string;
  readonly modified: string;
  readonly language: 'json' | 'plaintext';
}

/** `saved` is JSON text, or null for none; `draft` may be invalid JSON. Strings are compared as plain text. */
export function toComparison(saved: string | null, draft: string): Comparison {
  const drafted = findJsonProblem(draft) ? draft : formatJson(draft);
  const original = saved === null ? '' : formatJson(saved);
  const texts = [original, drafted].map(toText);
  const [before, after] = texts;
  // Equal texts may differ in their escapes, which only JSON shows.
  if (before !== undefined && after !== undefined && before !== after) {
    return { original: before, modified: after, language: 'plaintext' };
  }
  return { original, modified: drafted, language: 'json' };
}

function toText(json: string): string | undefined {
  if (!json.startsWith('"') || findJsonProblem(json)) return undefined;
  const text = decodeString(json);
  return findTextObstacle(text) === undefined ? text : undefined;
}
