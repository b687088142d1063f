import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { MaintenanceError } from '../../verification.ts';
import { BUSY_MS, identify } from '../file/connection.ts';

/** Where the header says how the file is written; 2 is with a log beside it. */
const WRITE_VERSION_AT = 18;

/**
 * Opens a database of ours to read it, also while a server is using it, on one snapshot of what is committed now.
 *
 * @throws {MaintenanceError | StoreStartError} when there is none, or not one that this version can read
 */
export function openSnapshot(file: string): Database {
  if (!existsSync(file)) throw new MaintenanceError(`${file}: there is no such file.`);
  // A connection that only reads leaves behind the companions that it had to make, where another one removes them; and
  // it cannot undo a change of the journal mode that was cut off.
  const readonly = (existsSync(`${file}-wal`) || !hasLog(file)) && !existsSync(`${file}-journal`);
  const db = new Sqlite(file, { readonly, fileMustExist: true, timeout: BUSY_MS });
  try {
    db.pragma('query_only = 1');
    db.pragma('trusted_schema = 0');
    db.pragma('cell_size_check = 1');
    db.exec('begin');
    identify(db, file);
    if (db.prepare("select 1 from sqlite_schema where name = 'meta'").get() === undefined) {
      throw new MaintenanceError(`${file}: an empty database.`);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function hasLog(file: string): boolean {
  const header = Buffer.alloc(WRITE_VERSION_AT + 1);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, header, 0, header.length, 0);
  } finally {
    closeSync(opened);
  }
  return header[WRITE_VERSION_AT] === 2;
}
