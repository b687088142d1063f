import { findKeyProblem } from '#contract/limits.ts';

/** Enough for people; where all are taken, New pair says so. */
const MOST_TRIES = 20;

/** `etl/run-copy` for a copy of `etl/run`, or the first of `-copy-2`, `-copy-3` … that is free; or with another word. */
export async function suggestKey(
  key: string,
  isTaken: (key: string) => Promise<boolean>,
  word: 'copy' | 'restored' = 'copy',
): Promise<string> {
  const stem = key.replace(new RegExp(`-${word}(-\\d+)?$`), '');
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? `-${word}` : `-${word}-${number}`;
    const candidate = cutToFit(stem, suffix) + suffix;
    if (number === MOST_TRIES || !(await isTaken(candidate).catch(() => false))) return candidate;
  }
}

function cutToFit(stem: string, suffix: string): string {
  const characters = [...stem];
  while (characters.length > 0 && findKeyProblem(characters.join('') + suffix)) characters.pop();
  return characters.join('');
}
