import { readFileSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import { KvError } from '#contract/errors.ts';
import { compactJson } from '#json/text.ts';
import { EXIT, Failure } from './exit-codes.ts';

/** Versions are GraphQL integers. */
const MAX_VERSION = 2_147_483_647;

export const expectedVersionOption = () =>
  new Option('--expected-version <n>', 'only if this is the current version').argParser((text) => {
    const version = /^[0-9]{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(version <= MAX_VERSION)) throw new InvalidArgumentError('A version is a whole number.');
    return version;
  });

export const noteOption = () => new Option('--note <text>', 'why, shown in the history');

export const jsonOutputOption = () => new Option('-o, --output <format>', 'output format').choices(['json']);

/** @throws {Failure} if the file cannot be read */
export function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new Failure(EXIT.wrongInput, `The file cannot be read (${reason}). Check the path and its permissions.`, {
      cause,
    });
  }
}

/**
 * Decodes bytes to exact, compact JSON text.
 *
 * @throws {Failure} if they are not UTF-8, or not JSON (with line and column)
 */
export function readJsonText(bytes: Uint8Array): string {
  return checkJsonText(decode(bytes));
}

/**
 * The JSON text of a string that has these bytes, every one of them: a mark at the start and a line break at the end too.
 *
 * @throws {Failure} if they are not UTF-8
 */
export function readTextAsString(bytes: Uint8Array): string {
  return JSON.stringify(decode(bytes, { ignoreBOM: true }));
}

function decode(bytes: Uint8Array, options: { readonly ignoreBOM?: boolean } = {}): string {
  try {
    // Without `fatal`, invalid bytes would be stored as replacement characters.
    return new TextDecoder('utf-8', { fatal: true, ...options }).decode(bytes);
  } catch (cause) {
    throw new Failure(EXIT.wrongInput, 'The value is not UTF-8 text. Convert it first.', { cause });
  }
}

/** Compacts JSON text. @throws {Failure} if it is not JSON, with line and column */
export function checkJsonText(text: string): string {
  try {
    return compactJson(text);
  } catch (error) {
    if (!(error instanceof KvError) || error.details.offset === undefined) throw error;
    const before = text.slice(0, error.details.offset).split('\n');
    const where = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
    throw new Failure(EXIT.wrongInput, `${error.message} (${where})`, { cause: error });
  }
}
