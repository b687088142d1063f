import { nameCharacter } from '#ui/shared/text/name-character.ts';

/** What breaks JSON without being seen: a curly quote, or a character that looks like white space or like nothing. */
interface OddCharacter {
  readonly offset: number;
  readonly message: string;
}

const CURLY = /[“”„‟‘’‚‛«»＂]/u;
const UNSEEN = /[\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u;
/** A name or a value that no quote begins. */
const TOKEN = /^[^\t\n\r ,:{}[\]"]+/u;
const MOST_CHARACTERS = 200;

/** The odd character that a syntax error at `offset` comes from; undefined if it comes from none. */
export function findOddCharacter(text: string, offset: number): OddCharacter | undefined {
  const token = TOKEN.exec(text.slice(offset, offset + MOST_CHARACTERS))?.[0];
  if (token !== undefined) return find(token, offset, [CURLY, UNSEEN]);
  // A string that a curly quote was meant to close goes on to the end of its line, and there the error is.
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const nextLine = text.indexOf('\n', offset);
  if (text[offset] === '"') return find(text.slice(offset, nextLine === -1 ? undefined : nextLine), offset, [CURLY]);
  return offset === nextLine ? find(text.slice(lineStart, offset), lineStart, [CURLY]) : undefined;
}

function find(part: string, start: number, kinds: readonly RegExp[]): OddCharacter | undefined {
  for (const kind of kinds) {
    const found = kind.exec(part);
    if (!found) continue;
    const [character] = found;
    const name = nameCharacter(character);
    if (kind === CURLY)
      return { offset: start + found.index, message: `Use a straight quote " instead of ${character}, ${name}.` };
    const what = /\p{Zs}/u.test(character) ? 'Use a normal space instead of' : 'Remove the invisible character';
    return { offset: start + found.index, message: `${what} ${name}.` };
  }
  return undefined;
}
