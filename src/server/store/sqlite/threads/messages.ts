import Sqlite from 'better-sqlite3';
import { type ErrorCode, type ErrorDetails, KvError } from '#contract/errors.ts';
import type { Retention } from '../../history.ts';
import type { Programs } from '../../programs/programs.ts';
import type { RowChunk, RowFields } from '../../programs/row-text.ts';
import { isSqliteError } from '../engine/errors.ts';

/** What a thread is started with. */
export interface ThreadData {
  /** A database that is configured, sound and up to date. */
  readonly file: string;
  readonly retention: Retention | undefined;
  /** An Int32Array of one number: 1 ends the query under way. */
  readonly stop: SharedArrayBuffer;
}

/** Work for a thread. Instants and times are in milliseconds; `now` is the time for programs that ask for it. */
export type Work =
  | {
      readonly kind: 'write';
      readonly name: keyof Programs['writes'];
      readonly args: readonly unknown[];
      readonly now: number;
    }
  | {
      readonly kind: 'read';
      readonly name: keyof Programs['reads'];
      readonly args: readonly unknown[];
      readonly now: number;
      readonly msLeft: number;
    }
  /** Answered with the first piece, a `Piece`. The others are asked for by the same number. */
  | {
      readonly kind: 'rows';
      readonly rows: number;
      readonly fields: RowFields;
      readonly name: keyof Programs['rows'];
      readonly args: readonly unknown[];
      readonly now: number;
      readonly msLeft: number;
    }
  | { readonly kind: 'next'; readonly rows: number; readonly msLeft: number }
  /** Nobody wants the other pieces. */
  | { readonly kind: 'end'; readonly rows: number }
  | { readonly kind: 'erase' }
  | { readonly kind: 'ping' }
  | { readonly kind: 'close' };

export interface Piece {
  /** Undefined when there was none left. */
  readonly chunk: RowChunk | undefined;
  readonly isLast: boolean;
}

/** A message to a thread is a list of these. */
export type Request = Work & { readonly id: number };

/** A message from a thread is a list of these. */
export type Answer = {
  readonly id: number;
  /** How long a read took of its limit. */
  readonly msSpent: number;
} & ({ readonly result: unknown } | { readonly error: ErrorMessage });

/** An error on its way to another thread: cloning would make it a plain Error. */
export interface ErrorMessage {
  readonly message: string;
  readonly stack: string | undefined;
  readonly kv: { readonly code: ErrorCode; readonly details: ErrorDetails } | undefined;
  /** Of SQLite. */
  readonly sqliteCode: string | undefined;
  readonly cause: ErrorMessage | undefined;
}

export function toErrorMessage(error: unknown): ErrorMessage {
  if (!(error instanceof Error)) return { ...toErrorMessage(new Error(String(error))), stack: undefined };
  return {
    message: error.message,
    stack: error.stack,
    kv: error instanceof KvError ? { code: error.code, details: error.details } : undefined,
    sqliteCode: isSqliteError(error) ? error.code : undefined,
    cause: error.cause === undefined ? undefined : toErrorMessage(error.cause),
  };
}

export function fromErrorMessage({ message, stack, kv, sqliteCode, cause }: ErrorMessage): Error {
  const options = cause && { cause: fromErrorMessage(cause) };
  const error = kv
    ? new KvError(kv.code, message, kv.details, options)
    : sqliteCode === undefined
      ? new Error(message, options)
      : new Sqlite.SqliteError(message, sqliteCode);
  if (stack !== undefined) error.stack = stack;
  return error;
}
