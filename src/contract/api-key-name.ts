import { KvError } from './errors.ts';

/** Code points. */
const MAX_CHARACTERS = 100;

/** Control and format characters, bidirectional ones among them, and line breaks. */
const CONTROLS = String.raw`\p{Cc}\p{Cf}\p{Zl}\p{Zp}`;
/** Zero-width characters, soft hyphen, variation selectors, fillers; and the blank pattern of Braille. */
const INVISIBLE = String.raw`\p{Default_Ignorable_Code_Point}\u2800`;
/** Every space but the one on the keyboard. */
const ODD_SPACES = String.raw`[\p{Zs}--\x20]`;

const UNSEEN = new RegExp(`[${CONTROLS}${INVISIBLE}${ODD_SPACES}]`, 'v');
const EVERY_INVISIBLE = new RegExp(`[${CONTROLS}${INVISIBLE}]`, 'gv');

/**
 * Strict, because the name of an API key appears in lists, in logs and in the `updated_by` of pairs, where it has to
 * stand for one key.
 *
 * @throws {KvError} `BAD_USER_INPUT`
 */
export function assertApiKeyName(name: string): void {
  const problem = findApiKeyNameProblem(name);
  if (problem !== undefined) throw new KvError('BAD_USER_INPUT', problem);
}

/** Why an API key cannot have this name, as a sentence; undefined if it can. */
export function findApiKeyNameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'An API key needs a name.';
  if (name.length > MAX_CHARACTERS && [...name].length > MAX_CHARACTERS) {
    return `The name of an API key can have at most ${MAX_CHARACTERS} characters.`;
  }
  if (!name.isWellFormed() || UNSEEN.test(name)) {
    return 'The name of an API key cannot contain characters that cannot be seen (control and zero-width characters, variation selectors, line breaks, spaces other than the usual one) or half of a surrogate pair.';
  }
  return undefined;
}

/** The same text for names that look alike: without what cannot be seen, and without upper and lower case. */
export function foldApiKeyName(name: string): string {
  const visible = name.normalize('NFKC').replace(EVERY_INVISIBLE, '').replace(/\s+/g, ' ').trim();
  // Up and down again, so that one letter that becomes two matches them: `ß` and `SS`.
  return visible.toUpperCase().toLowerCase().normalize('NFKC');
}
