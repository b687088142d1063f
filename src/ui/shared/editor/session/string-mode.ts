import type { ValueCheck } from './check-value.ts';
import type { EditMode } from './editor-handle.ts';
import { decodeString, encodeString, findTextObstacle, readString, type StringText } from './string-text.ts';

/** Why a draft cannot be shown as plain text, as a sentence; undefined when it can. `saved` is what is stored. */
export function findTextModeObstacle(check: ValueCheck, saved: string | null): string | undefined {
  if (check.type === 'string' && check.compact !== undefined) {
    // Typed-in text may hold what stored text may not: the question is asked again on every way back.
    return findTextObstacle(decodeString(check.compact));
  }
  if (saved === null || check.isBlank) return undefined;
  return check.problem ? 'Correct the JSON first.' : 'Only a string can be edited as text.';
}

/** Whether editing as text is an option worth showing, even if an obstacle prevents it now. */
export function offersTextMode(check: ValueCheck, saved: string | null): boolean {
  if (saved === null || check.isBlank || check.type === 'string') return true;
  return check.problem !== undefined && saved.startsWith('"');
}

/** `json` as plain text, undefined when it cannot be shown as that. A value that does not exist yet becomes text as it is. */
export function toPlainText(json: string, check: ValueCheck, saved: string | null): string | undefined {
  if (check.isBlank) return '';
  if (check.compact === undefined) return json;
  if (check.type !== 'string') return saved === null ? json : undefined;
  const text = decodeString(check.compact);
  return findTextObstacle(text) === undefined ? text : undefined;
}

/** SQL, YAML and PEM are lines of text, which JSON shows on one line with escapes. `saved` is what is stored. */
export function findFittingMode(saved: string | null): EditMode {
  return saved !== null && readString(saved)?.text.includes('\n') ? 'text' : 'json';
}

/** Whether a draft is probably meant as text: it is not JSON, and does not begin like a value of several parts. */
export const isProbablyText = (draft: string, check: ValueCheck): boolean =>
  check.problem !== undefined && !check.isBlank && !/^\s*[[{"]/.test(draft) && findTextObstacle(draft) === undefined;

/** A JSON string that is edited as plain text. Text that is left alone keeps the escapes that it is stored with. */
export class StringMode {
  #origin: StringText | undefined;
  /** The JSON document when plain text took its place; a value of another type may have become text. */
  #document: StringText | undefined;

  /** `text` takes the place of the document `json`. */
  enter(json: string, check: ValueCheck, text: string): void {
    const isString = check.type === 'string' && check.compact !== undefined;
    this.#origin = isString ? { json: check.compact, text } : undefined;
    // Text that was not JSON becomes JSON by being text: there is nothing to go back to.
    this.#document = check.compact !== undefined || check.isBlank ? { json, text } : undefined;
  }

  /** The plain text for JSON text that replaces the draft; undefined, and nothing has changed, when it has none. */
  replace(json: string): string | undefined {
    const origin = readString(json);
    if (origin === undefined) return undefined;
    this.#origin = origin;
    this.#document = undefined;
    return origin.text;
  }

  /** The JSON string that `text` stands for. */
  toJson(text: string): string {
    return text === this.#origin?.text ? this.#origin.json : encodeString(text);
  }

  /** What to show when plain text is left: the document of before, when the text is still what it became. */
  toDocument(text: string): string {
    return text === this.#document?.text ? this.#document.json : this.toJson(text);
  }
}
