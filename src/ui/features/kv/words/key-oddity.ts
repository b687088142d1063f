import { nameCharacter } from '#ui/shared/text/name-character.ts';
import { findUnseen } from './unseen.ts';

/** Named in a warning; there may be hundreds. */
const MOST_NAMED = 3;

/** A warning about a key that is allowed but probably a typo, as a sentence; undefined for an ordinary key. */
export function findKeyOddity(key: string): string | undefined {
  const unseen = findUnseen(key);
  if (unseen.length > 0) {
    const named = unseen.slice(0, MOST_NAMED).map(nameCharacter).join(', ');
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
