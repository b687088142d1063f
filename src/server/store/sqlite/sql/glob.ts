import { caseVariants } from '../../pairs/fold-case.ts';
import { type PatternPart, spellPattern } from '../../pairs/like-pattern.ts';

/** A LIKE pattern in the language of GLOB, where case matters. */
export function toGlob(parts: readonly PatternPart[]): string {
  return spellPattern(parts, '*', '?', (text) => text.replace(/[*?[]/g, '[$&]'));
}

/** The same with every letter in all its cases. */
export function toCaselessGlob(parts: readonly PatternPart[]): string {
  const spellCharacter = (character: string) => {
    const variants = caseVariants(character);
    return variants === character && !'*?['.includes(character) ? character : `[${variants}]`;
  };
  return spellPattern(parts, '*', '?', (text) => Array.from(text, spellCharacter).join(''));
}
