import { KvError } from './errors.ts';

/** Bytes of UTF-8 of the compact JSON text of a value; `KV_MAX_VALUE_BYTES` may set another. */
export const MAX_VALUE_BYTES = 1_048_576;
/** Levels of nested arrays and objects: `[]` is 1. */
export const MAX_VALUE_DEPTH = 512;
/** Code points. */
export const MAX_KEY_CHARACTERS = 512;
/** Bytes of UTF-8. */
const MAX_KEY_BYTES = 1_024;
/** Characters of an idempotency key. */
export const MAX_IDEMPOTENCY_KEY_CHARACTERS = 128;
/** API keys of a tenant that are neither expired nor revoked. */
export const MAX_API_KEYS = 1_000;
/** Sessions of an API key; with one more, the one that was idle longest ends. */
export const MAX_SESSIONS_PER_API_KEY = 1_000;
/** Sessions of a tenant, of all its API keys together; likewise. */
export const MAX_SESSIONS_PER_TENANT = 10_000;
/** Code points of the note on a write. */
export const MAX_NOTE_CHARACTERS = 500;
/** Operands of `_in` and `_nin`. */
export const MAX_LIST_OPERANDS = 1_000;
/** Code points of a preview. */
export const MAX_PREVIEW_CHARACTERS = 160;

const encoder = new TextEncoder();

/** Bytes that `text` takes in UTF-8. */
export function utf8Length(text: string): number {
  return encoder.encode(text).byteLength;
}

/** The problem with `key`, as a sentence for people; undefined if there is none. */
export function findKeyProblem(key: string): string | undefined {
  if (key === '') return 'A key needs at least one character.';
  if (key.includes('\0')) return 'A key cannot contain the NUL character.';
  if (!key.isWellFormed()) return 'A key cannot contain half of a surrogate pair: it would not be valid Unicode.';
  // A code point is at least one UTF-16 unit, so counting is needed only for long keys.
  if (key.length > MAX_KEY_CHARACTERS && [...key].length > MAX_KEY_CHARACTERS) {
    return `A key can have at most ${MAX_KEY_CHARACTERS} characters.`;
  }
  if (key.length * 3 > MAX_KEY_BYTES && utf8Length(key) > MAX_KEY_BYTES) {
    return `A key can have at most ${MAX_KEY_BYTES.toLocaleString('en')} bytes of UTF-8.`;
  }
  return undefined;
}

/** @throws {KvError} `BAD_USER_INPUT` */
export function assertKey(key: string): void {
  const problem = findKeyProblem(key);
  if (problem !== undefined) throw new KvError('BAD_USER_INPUT', problem);
}

/**
 * A note says why a write was made: plain text, line breaks included.
 *
 * @throws {KvError} `BAD_USER_INPUT`
 */
export function assertNote(note: string): void {
  if (note.length > MAX_NOTE_CHARACTERS && [...note].length > MAX_NOTE_CHARACTERS) {
    throw new KvError('BAD_USER_INPUT', `A note can have at most ${MAX_NOTE_CHARACTERS} characters.`);
  }
  if (!note.isWellFormed() || /[^\P{Cc}\n]/u.test(note)) {
    throw new KvError(
      'BAD_USER_INPUT',
      'A note cannot contain control characters other than line breaks, or half of a surrogate pair.',
    );
  }
}
