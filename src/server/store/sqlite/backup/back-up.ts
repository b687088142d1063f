import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { MaintenanceError, type Verification } from '../../verification.ts';
import { codeOf, flush, removeFile, renameToNew } from '../file/files.ts';
import { type CopyOptions, copySoundDatabase } from './copy.ts';

/**
 * Copies a database, also while a server is using it, to a file that appears when it is whole and read again.
 *
 * @throws {MaintenanceError | StoreStartError} when it cannot be copied or is damaged, or when there is such a file
 */
export async function backUpSqliteFile(source: string, target: string, options: CopyOptions): Promise<Verification> {
  if (!existsSync(source))
    throw new MaintenanceError(`${source}: there is no such file. KV_DATABASE_URL names the database.`);
  const exists = () => new MaintenanceError(`${target}: there is such a file already. Choose another name.`);
  if (existsSync(target)) throw exists();
  const part = `${target}.part`;
  if (existsSync(part)) {
    throw new MaintenanceError(`${part}: another backup is being written, or was cut off. In that case delete it.`);
  }
  const verification = await copySoundDatabase(source, part, options);
  try {
    renameToNew(part, target);
    flush(dirname(target));
  } catch (error) {
    removeFile(part);
    throw codeOf(error) === 'EEXIST' ? exists() : error;
  }
  return { ...verification, name: target };
}
