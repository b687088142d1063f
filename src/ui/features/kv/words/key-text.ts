import { markUnseen } from './unseen.ts';

interface TextPart {
  readonly text: string;
  readonly isMatch: boolean;
}

const DELETE = 0x7f;

/** Shows control characters and line ends as symbols, so that a line break in a key cannot break the row. */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (control) => {
    const code = control.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === DELETE ? '\u2421' : '\u2424';
  });
}

const MIN_SPLIT_CHARACTERS = 20;
const TAIL_CHARACTERS = 12;
const MAX_TAIL_CHARACTERS = 24;

/**
 * Splits a key in two; where it does not fit, the head is cut. The tail is the part after the last `/`, `:` or `.`
 * with that character when it is short, else the last characters. A short key has no tail.
 */
export function splitKey(key: string): readonly [head: string, tail: string] {
  const characters = [...key];
  if (characters.length < MIN_SPLIT_CHARACTERS) return [key, ''];
  const lastPart = key.match(/[/:.][^/:.]+$/u)?.[0] ?? '';
  const length = [...lastPart].length;
  const tail = length >= 3 && length <= MAX_TAIL_CHARACTERS ? length : TAIL_CHARACTERS;
  if (tail >= characters.length) return [key, ''];
  return [characters.slice(0, -tail).join(''), characters.slice(-tail).join('')];
}

/** A key for display: no two keys look the same because of spaces or of characters that cannot be seen. */
export function visibleKey(key: string): string {
  return visibleText(markUnseen(key)).replace(/^ +| +$| {2,}/g, (spaces) => '\u2423'.repeat(spaces.length));
}

const MAX_CUT_CHARACTERS = 64;

/** A key for a title: of a long one the middle is cut, because keys differ at their ends. */
export function cutKey(key: string): string {
  const characters = [...key];
  if (characters.length <= MAX_CUT_CHARACTERS) return key;
  const half = MAX_CUT_CHARACTERS / 2;
  return `${characters.slice(0, half - 1).join('')}…${characters.slice(-half).join('')}`;
}

/** Splits `text` into matches of `search` and the rest, ignoring case; only the slice `from` to `to` is returned. */
export function highlight(text: string, search: string, from = 0, to = text.length): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = from;
  const push = (end: number, isMatch: boolean) => {
    if (end > at) parts.push({ text: text.slice(at, end), isMatch });
    at = Math.max(at, end);
  };
  if (search !== '') {
    const pattern = new RegExp(search.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'giu');
    for (const match of text.matchAll(pattern)) {
      const start = Math.max(match.index, from);
      const end = Math.min(match.index + match[0].length, to);
      if (end <= start) continue;
      push(start, false);
      push(end, true);
    }
  }
  push(to, false);
  return parts;
}
