import { existsSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { MaintenanceError, type Restoration } from '../../verification.ts';
import { fileSize, flush, prepareDirectory, removeFile } from '../file/files.ts';
import { SqliteLock } from '../file/lock.ts';
import { type CopyOptions, copySoundDatabase } from './copy.ts';
import { setAside } from './set-aside.ts';

interface RestoreOptions extends CopyOptions {
  /** Whether a database that is there may be set aside. */
  readonly force: boolean;
}

/**
 * Puts a copy of a backup in the place of a database that no server is using. Whenever this is cut off, either the old
 * database is there as it was or the restored one; if the old one is too damaged to be read, perhaps neither, and a start
 * is refused.
 *
 * @throws {MaintenanceError | StoreStartError} when the backup is damaged or not ours, when the database is in use, or
 *   when there is one and `force` is not given; all is as it was then
 */
export async function restoreSqliteFile(
  backup: string,
  path: string,
  { force, ...options }: RestoreOptions,
): Promise<Restoration> {
  if (!existsSync(backup)) throw new MaintenanceError(`${backup}: there is no such file.`);
  const file = prepareDirectory(path);
  if (isSame(backup, file)) throw new MaintenanceError(`${backup}: this is the database itself, not a backup of it.`);
  const lock = new SqliteLock(file);
  try {
    if (fileSize(file) > 0 && !force) {
      throw new MaintenanceError(
        `${file}: there is a database. Use --force to set it aside under another name and restore the backup.`,
      );
    }
    return await replace(file, backup, lock, options);
  } finally {
    lock.release();
  }
}

async function replace(file: string, backup: string, lock: SqliteLock, options: CopyOptions): Promise<Restoration> {
  const copy = `${file}.restoring`;
  // Left by a restore that was cut off: the lock keeps others away.
  removeFile(copy);
  const verification = await copySoundDatabase(backup, copy, options);
  try {
    const instanceId = readInstanceId(copy);
    const aside = setAside(file);
    renameSync(copy, file);
    flush(dirname(file));
    lock.remember(instanceId);
    return { ...verification, name: file, aside };
  } finally {
    removeFile(copy);
  }
}

function isSame(one: string, other: string): boolean {
  if (!existsSync(other)) return false;
  const [first, second] = [statSync(one), statSync(other)];
  return first.ino === second.ino && first.dev === second.dev;
}

function readInstanceId(file: string): string {
  const db = new Sqlite(file, { readonly: true });
  try {
    return db.prepare<[], string>("select value from meta where name = 'instance_id'").pluck().get() ?? '';
  } finally {
    db.close();
  }
}
