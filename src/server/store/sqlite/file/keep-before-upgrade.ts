import { readdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { isDamage, isSqliteError } from '../engine/errors.ts';
import { codeOf, createPrivateFile, flush, removeFile } from './files.ts';

interface Upgrade {
  /** The versions of the schema. */
  readonly from: number;
  readonly to: number;
  readonly notify: (message: string) => void;
  /** Bytes that may still be written to a directory. */
  readonly freeBytes?: (directory: string) => number;
}

/**
 * Copies a database before its schema is changed, so that one can go back to the older server. Where there is no room
 * for the copy, and for the tables that are written again, it is left out. Only the last copy is kept.
 *
 * @throws {SqliteError} when the database is damaged
 */
export function keepBeforeUpgrade(db: Database, { from, to, notify, freeBytes = readFreeBytes }: Upgrade): void {
  const file = db.name;
  const copy = `${file}.before-v${to}`;
  const upgrade = `${file}: its schema is brought from version ${from} to ${to}`;
  const needed =
    2 * Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
  const free = freeBytes(dirname(file));
  if (free < needed) {
    notify(`${upgrade}, without a copy: that needs ${megabytes(needed)}, and ${megabytes(free)} are free.`);
    return;
  }
  notify(`${upgrade}. Before that it is copied to ${copy}.`);
  try {
    write(db, copy);
    removeOthers(file, copy);
  } catch (error) {
    if (isDamage(error) || !(isSqliteError(error) || codeOf(error) !== undefined)) throw error;
    notify(`${copy}: cannot be written (${(error as Error).message}). The upgrade goes on without a copy.`);
  }
}

function write(db: Database, copy: string): void {
  const part = `${copy}.part`;
  // Of a start that was cut off: the lock keeps others away.
  removeFile(part);
  try {
    createPrivateFile(part);
    db.prepare('vacuum into ?').run(part);
    flush(part);
    renameSync(part, copy);
    flush(dirname(copy));
  } finally {
    removeFile(part);
  }
}

function removeOthers(file: string, kept: string): void {
  const directory = dirname(file);
  for (const name of readdirSync(directory)) {
    const isCopy = name.startsWith(`${basename(file)}.before-v`) && /\.before-v\d+$/.test(name);
    if (isCopy && name !== basename(kept)) rmSync(join(directory, name));
  }
}

function readFreeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
