/**
 * `text` without the difference between upper and lower case: every code point replaced by its lower-case one.
 * Unlike `toLowerCase` alone, the number of code points stays, so `_` still stands for one; a letter folds the same
 * wherever it stands; and nothing beyond ASCII becomes ASCII, so patterns of ASCII fold with ASCII alone.
 */
export function foldCase(text: string): string {
  if (!SPECIAL.test(text)) return text.toLowerCase();
  return text.replaceAll('Σ', 'σ').split(KEPT).map(foldPart).join('');
}

/** Capital sigma folds by position in a word, dotted capital I to two code points, the Kelvin sign to ASCII. */
const SPECIAL = /[Σ\u0130\u212A]/;
const KEPT = /([\u0130\u212A])/;

function foldPart(part: string): string {
  return KEPT.test(part) ? part : part.toLowerCase();
}
