import { KvError } from '#contract/errors.ts';

/** Longer than any pattern that a key of 1,024 bytes needs, and short enough for every engine. */
const MAX_PATTERN_LENGTH = 4_096;

/** `%`, `_`, or text that stands for itself. */
export type PatternPart =
  | { readonly kind: 'anything' }
  | { readonly kind: 'character' }
  | {
      readonly kind: 'text';
      readonly text: string;
    };

/**
 * The parts of a LIKE pattern. Two texts are never neighbours, nor two `anything`s.
 *
 * @throws {KvError} `BAD_USER_INPUT` when it ends in a lone escape, or is longer than 4,096 characters
 */
export function parseLikePattern(pattern: string): PatternPart[] {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new KvError('BAD_USER_INPUT', `A pattern has at most ${MAX_PATTERN_LENGTH} characters.`);
  }
  const parts: PatternPart[] = [];
  let text = '';
  const endText = () => {
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
  };
  for (let at = 0; at < pattern.length; at += 1) {
    const unit = pattern.charAt(at);
    if (unit === '%') {
      endText();
      if (parts.at(-1)?.kind !== 'anything') parts.push({ kind: 'anything' });
    } else if (unit === '_') {
      endText();
      parts.push({ kind: 'character' });
    } else if (unit === '\\') {
      at += 1;
      if (at === pattern.length) {
        throw new KvError('BAD_USER_INPUT', 'A pattern cannot end in a single backslash: it escapes what follows.');
      }
      text += pattern.charAt(at);
    } else {
      text += unit;
    }
  }
  endText();
  return parts;
}

/** The text that all matches start with. */
export function literalPrefix(parts: readonly PatternPart[]): string {
  const [start] = parts;
  return start?.kind === 'text' ? start.text : '';
}

/** The texts that every match contains. */
export function literalTexts(parts: readonly PatternPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
}

/** The pattern in the language of LIKE, with `\` as escape. */
export function toLike(parts: readonly PatternPart[]): string {
  return spellPattern(parts, '%', '_', (text) => text.replace(/[\\%_]/g, '\\$&'));
}

/** The pattern in another language, with its words for `%` and `_` and its way to quote text. */
export function spellPattern(
  parts: readonly PatternPart[],
  anything: string,
  character: string,
  quote: (text: string) => string,
): string {
  const words = { anything, character };
  return parts.map((part) => (part.kind === 'text' ? quote(part.text) : words[part.kind])).join('');
}

/**
 * The first text, in order of UTF-8 bytes, after all texts that start with `prefix`; undefined when there is none.
 */
export function successorOfPrefix(prefix: string): string | undefined {
  const codePoints = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  for (let last = codePoints.pop(); last !== undefined; last = codePoints.pop()) {
    if (last === 0x10ffff) continue;
    // Surrogates are not characters.
    codePoints.push(last === 0xd7ff ? 0xe000 : last + 1);
    return String.fromCodePoint(...codePoints);
  }
  return undefined;
}
