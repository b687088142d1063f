import { findUnseen } from './unseen.ts';

const NAMES: Readonly<Record<string, string>> = {
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u061c': 'Arabic letter mark',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u202f': 'narrow no-break space',
  '\u2060': 'word joiner',
  '\u2800': 'blank Braille pattern',
  '\u3000': 'ideographic space',
  '\u3164': 'Hangul filler',
  '\ufe0f': 'variation selector',
  '\ufeff': 'byte order mark',
};

/** Named in a warning; there may be hundreds. */
const MOST_NAMED = 3;

/** A warning about a key that is allowed but probably a typo, as a sentence; undefined for an ordinary key. */
export function findKeyOddity(key: string): string | undefined {
  const unseen = findUnseen(key);
  if (unseen.length > 0) {
    const named = unseen.slice(0, MOST_NAMED).map(describe).join(', ');
    const more = unseen.length > MOST_NAMED ? ` and ${unseen.length - MOST_NAMED} more` : '';
    return warn(`contains characters that cannot be told apart by looking: ${named}${more}`);
  }
  if (/\p{Cc}/u.test(key)) return warn('contains a control character');
  if (/^\s/u.test(key)) return warn('starts with white space');
  if (/\s$/u.test(key)) return warn('ends with white space');
  const alphabets = findMixedWord(key);
  if (alphabets) return warn(`mixes ${alphabets} letters in one word, and some of them look the same`);
  return undefined;
}

const warn = (what: string) => `The key ${what}. It is saved as typed, so programs must use exactly this key.`;

function describe(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const name = NAMES[character] ?? (/\p{M}/u.test(character) ? 'separate accent' : undefined);
  return name ? `${code} (${name})` : code;
}

/** `Latin and Cyrillic`, if one word has both; their capitals are nearly all the same. */
function findMixedWord(key: string): string | undefined {
  for (const word of key.match(/\p{L}+/gu) ?? []) {
    const found = ALPHABETS.filter(([, letters]) => letters.test(word)).map(([name]) => name);
    if (found.length > 1) return found.join(' and ');
  }
  return undefined;
}

const ALPHABETS = [
  ['Latin', /\p{Script=Latin}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
] as const;
