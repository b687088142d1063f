import Sqlite from 'better-sqlite3';
import { KvError } from '#contract/errors.ts';

/** The disk, the file or the memory is at fault: asking again later may help. */
const ENVIRONMENT = /^SQLITE_(IOERR|CORRUPT|NOTADB|FULL|READONLY|CANTOPEN|BUSY|LOCKED|NOMEM|PERM|PROTOCOL)/;

/** The file can no longer be trusted. A flush that failed once may report success the next time with data missing. */
const FATAL = /^SQLITE_(IOERR|CORRUPT|NOTADB)/;

export function isSqliteError(error: unknown): error is InstanceType<typeof Sqlite.SqliteError> {
  return error instanceof Sqlite.SqliteError;
}

/** Whether nothing may be written any more after this error. */
export function isFatal(error: unknown): boolean {
  return isSqliteError(error) && FATAL.test(error.code);
}

/** Whether pages of the file are not what they were. */
export function isDamage(error: unknown): boolean {
  return isSqliteError(error) && error.code.startsWith('SQLITE_CORRUPT');
}

/** Errors of SQLite as errors of the store; others as they are. */
export function toStoreError(error: unknown): unknown {
  if (!isSqliteError(error)) return error;
  if (error.code === 'SQLITE_FULL') {
    return new KvError('UNAVAILABLE', 'The disk of the server is full. Nothing was written.', {}, { cause: error });
  }
  if (ENVIRONMENT.test(error.code)) {
    return new KvError('UNAVAILABLE', 'The database is not available.', {}, { cause: error });
  }
  return new KvError('INTERNAL_SERVER_ERROR', 'The database refused the query.', {}, { cause: error });
}
