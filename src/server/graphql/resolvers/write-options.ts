import { KvError } from '#contract/errors.ts';
import { assertNote, MAX_IDEMPOTENCY_KEY_CHARACTERS } from '#contract/limits.ts';
import type { WriteOptions } from '../../store/writes.ts';

/** Optional members in the input of every write. */
export interface WriteInput {
  readonly expected_version?: number | null;
  readonly idempotency_key?: string | null;
  readonly note?: string | null;
}

/** @throws {KvError} `BAD_USER_INPUT` */
export function readWriteOptions(input: WriteInput): WriteOptions {
  const { expected_version: expectedVersion, idempotency_key: idempotencyKey, note } = input;
  if (note) assertNote(note);
  return {
    expectedVersion: atLeastZero('expected_version', expectedVersion),
    idempotencyKey: readIdempotencyKey(idempotencyKey),
    // An empty note counts as none.
    note: note || undefined,
  };
}

/** @throws {KvError} `BAD_USER_INPUT` */
export function readIdempotencyKey(idempotencyKey: string | null | undefined): string | undefined {
  const length = idempotencyKey?.length ?? 1;
  if (length < 1 || length > MAX_IDEMPOTENCY_KEY_CHARACTERS || idempotencyKey?.isWellFormed() === false) {
    throw new KvError(
      'BAD_USER_INPUT',
      `An idempotency key must have 1 to ${MAX_IDEMPOTENCY_KEY_CHARACTERS} characters of valid Unicode.`,
    );
  }
  return idempotencyKey ?? undefined;
}

/** @throws {KvError} `BAD_USER_INPUT` */
export function atLeastZero(name: string, value: number | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (value < 0) throw new KvError('BAD_USER_INPUT', `${name} must be 0 or more.`);
  return value;
}

const PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 100;

/** @throws {KvError} `BAD_USER_INPUT` */
export function readPageSize(limit: number | null | undefined): number {
  const size = atLeastZero('limit', limit) ?? PAGE_SIZE;
  if (size > MAX_PAGE_SIZE) throw new KvError('BAD_USER_INPUT', `limit must be ${MAX_PAGE_SIZE} or less.`);
  return size;
}
