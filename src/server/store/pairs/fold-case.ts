/** Capital sigma folds by position in a word, dotted capital I to two code points, the Kelvin sign to ASCII. */
const SPECIAL = /[Σ\u0130\u212A]/;
const KEPT = /([\u0130\u212A])/;

/** No letter beyond it has another case. */
const LAST_CASED = 0x1ffff;

/**
 * `text` without the difference between upper and lower case: every code point replaced by its lower-case one.
 * Unlike `toLowerCase` alone, the number of code points stays, so `_` still stands for one; a letter folds the same
 * wherever it stands; and nothing beyond ASCII becomes ASCII, so patterns of ASCII fold with ASCII alone.
 */
export function foldCase(text: string): string {
  if (!SPECIAL.test(text)) return text.toLowerCase();
  return text
    .replaceAll('Σ', 'σ')
    .split(KEPT)
    .map((part) => (KEPT.test(part) ? part : part.toLowerCase()))
    .join('');
}

let unfolded: Map<string, string> | undefined;

/** All characters that fold to what `character` folds to, itself among them. */
export function caseVariants(character: string): string {
  const folded = foldCase(character);
  if (folded < '\x80') return folded === folded.toUpperCase() ? folded : folded + folded.toUpperCase();
  unfolded ??= collectUnfolded();
  return folded + (unfolded.get(folded) ?? '');
}

/** By folded character, those that become it. Takes some milliseconds, so only when the first such search comes. */
function collectUnfolded(): Map<string, string> {
  const byFolded = new Map<string, string>();
  for (let codePoint = 0x80; codePoint <= LAST_CASED; codePoint += 1) {
    const character = String.fromCodePoint(codePoint);
    const folded = foldCase(character);
    if (folded !== character) byFolded.set(folded, (byFolded.get(folded) ?? '') + character);
  }
  return byFolded;
}
