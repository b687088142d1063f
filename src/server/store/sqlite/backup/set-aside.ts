import { existsSync, linkSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { MaintenanceError } from '../../verification.ts';
import { isSqliteError } from '../engine/errors.ts';
import { codeOf, fileSize, flush } from '../file/files.ts';

const COMPANIONS = ['-wal', '-shm', '-journal'];

/**
 * Gives a database that nobody has open another name too, and makes sure that nothing lies beside it that would pass
 * for a part of what takes its place. Returns the other name; undefined when there is no database.
 *
 * @throws {MaintenanceError} when another program has it open; nothing has changed then
 */
export function setAside(file: string): string | undefined {
  const beside = COMPANIONS.filter((suffix) => existsSync(file + suffix));
  if (fileSize(file) === 0 && beside.length === 0) return undefined;
  const aside = `${file}.before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  if (fileSize(file) > 0 && isWhole(file)) keepUnderName(file, aside);
  else moveParts(file, aside);
  flush(dirname(file));
  return aside;
}

/** Moves what is in the log into the file. Returns false when the database is too damaged for that. */
function isWhole(file: string): boolean {
  const db = new Sqlite(file, { timeout: 0 });
  try {
    // Refused while there is another connection.
    db.pragma('journal_mode = delete');
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    if (!/^SQLITE_(BUSY|LOCKED)/.test(error.code)) return false;
    throw new MaintenanceError(`${file}: another program is using it. Wait until that has ended.`, { cause: error });
  } finally {
    db.close();
  }
  return !COMPANIONS.some((suffix) => existsSync(file + suffix));
}

/** The file keeps its name as well, if the file system can do that, so that there is a database all the time. */
function keepUnderName(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    renameSync(file, name);
  }
}

/** The file first: where only the others are left a start is refused, but a log beside another file would damage it. */
function moveParts(file: string, name: string): void {
  for (const suffix of ['', ...COMPANIONS]) {
    if (!existsSync(file + suffix)) continue;
    renameSync(file + suffix, name + suffix);
    flush(dirname(file));
  }
}
