import { expect, test } from 'vitest';
import { caseVariants, foldCase } from './fold-case.ts';

/** Unicode has more, but none of those has another case. */
const EVERY_CHARACTER = Array.from({ length: 0x20000 }, (_, codePoint) => codePoint)
  .filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff)
  .map((codePoint) => String.fromCodePoint(codePoint));

test('no character beyond the first two planes has another case', () => {
  for (let codePoint = 0x20000; codePoint <= 0x10ffff; codePoint += 1) {
    const character = String.fromCodePoint(codePoint);
    if (foldCase(character) !== character || character.toUpperCase() !== character) expect.fail(codePoint.toString(16));
  }
});

test('a text folds as its characters fold one by one, to as many characters', () => {
  const folded = EVERY_CHARACTER.map(foldCase);

  expect(folded.filter((character) => [...character].length !== 1)).toEqual([]);
  expect(foldCase(EVERY_CHARACTER.join('')) === folded.join('')).toBe(true);
  expect(foldCase('ΟΔΟΣ ΟΔΟΣ')).toBe('οδοσ οδοσ');
});

test('nothing beyond ASCII folds to ASCII', () => {
  expect(EVERY_CHARACTER.filter((character) => character >= '\x80' && foldCase(character) < '\x80')).toEqual([]);
});

test('folding a second time changes nothing', () => {
  expect(EVERY_CHARACTER.filter((character) => foldCase(foldCase(character)) !== foldCase(character))).toEqual([]);
});

test('the variants of a character are exactly those that fold to the same', () => {
  const byFolded = new Map<string, Set<string>>();
  for (const character of EVERY_CHARACTER) {
    const folded = foldCase(character);
    byFolded.set(folded, (byFolded.get(folded) ?? new Set()).add(character));
  }

  const wrong = EVERY_CHARACTER.filter((character) => {
    const same = byFolded.get(foldCase(character)) ?? new Set();
    const variants = [...caseVariants(character)];
    return variants.length !== same.size || !variants.every((variant) => same.has(variant));
  });

  expect(wrong).toEqual([]);
});
