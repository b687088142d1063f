import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { fileSize } from './files.ts';
import { SQLITE_MIGRATIONS } from './migrations.ts';

/** Bytes of a file that is checked and upgraded in a moment. */
const MAX_QUICK_BYTES = 4 * 1024 * 1024;

/** Of the version of the schema, in the header of a SQLite file. */
const VERSION_OFFSET = 60;

/**
 * When to do what grows with the file: now, because it takes a moment; `before` the store opens, because the last
 * process did not end cleanly or the schema is old; or `after` that, when nothing speaks for damage.
 */
export type StartWork = 'now' | 'before' | 'after';

export function findStartWork(file: string): StartWork {
  if (fileSize(file) <= MAX_QUICK_BYTES) return 'now';
  // The last connection that is closed removes its log.
  return existsSync(`${file}-wal`) || schemaVersionOf(file) < SQLITE_MIGRATIONS.length ? 'before' : 'after';
}

function schemaVersionOf(file: string): number {
  const version = Buffer.alloc(4);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, version, 0, version.length, VERSION_OFFSET);
  } finally {
    closeSync(opened);
  }
  return version.readUInt32BE();
}
