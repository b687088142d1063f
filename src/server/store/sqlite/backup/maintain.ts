import { MaintenanceError } from '../../verification.ts';
import { isSqliteError } from '../engine/errors.ts';
import { codeOf } from '../file/files.ts';

/** Does work on a database file; errors of SQLite and of the system become one line for the operator. */
export async function explainErrors<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isSqliteError(error))
      throw new MaintenanceError(`${file}: ${explain(error.code, error.message)}`, { cause: error });
    // An interruption has a code too, but a number.
    if (!(error instanceof Error) || !/^E[A-Z]/.test(codeOf(error) ?? '')) throw error;
    throw new MaintenanceError(`${error.message}. Check the path, its permissions and the disk.`, { cause: error });
  }
}

function explain(code: string, message: string): string {
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) {
    return `not a database, or a damaged one (${message}). Restore a backup: kv admin restore BACKUP.`;
  }
  return `cannot be read or copied (${message}). Check the path, its permissions and the disk.`;
}
