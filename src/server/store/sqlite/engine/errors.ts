import Sqlite from 'better-sqlite3';
import { KvError } from '#contract/errors.ts';

/** The disk, the file or the memory is at fault: asking again later may help. */
const ENVIRONMENT = /^SQLITE_(IOERR|NOTADB|FULL|READONLY|CANTOPEN|BUSY|LOCKED|NOMEM|PERM|PROTOCOL)/;

/** The file can no longer be trusted. A flush that failed once may report success the next time with data missing. */
const FATAL = /^SQLITE_(IOERR|NOTADB)/;

/** Some pages of the file are not what they were; the others still are. */
const DAMAGE = /^SQLITE_CORRUPT/;

const TABLE = /\b(?:from|join|into|update)\s+"?(\w+)"?/gi;

export function isSqliteError(error: unknown): error is InstanceType<typeof Sqlite.SqliteError> {
  return error instanceof Sqlite.SqliteError;
}

/** Whether nothing may be written any more after this error. */
export function isFatal(error: unknown): boolean {
  return isSqliteError(error) && FATAL.test(error.code);
}

/** What is damaged, if that is why there is an error of SQLite or of the store. */
export function findDamage(error: unknown): string | undefined {
  const cause = error instanceof KvError ? error.cause : error;
  return isSqliteError(cause) && DAMAGE.test(cause.code) ? cause.message : undefined;
}

export function isDamage(error: unknown): boolean {
  return findDamage(error) !== undefined;
}

/** Errors of SQLite as errors of the store; others as they are. `sql` is the statement that failed, if it is known. */
export function toStoreError(error: unknown, sql = ''): unknown {
  if (!isSqliteError(error)) return error;
  if (DAMAGE.test(error.code)) {
    const tables = [...new Set(Array.from(sql.matchAll(TABLE), ([, table]) => table))].join(', ');
    const cause = new Sqlite.SqliteError(tables ? `${error.message}, in ${tables}` : error.message, error.code);
    return new KvError('UNAVAILABLE', 'A part of the database is damaged. See the log of the server.', {}, { cause });
  }
  if (error.code === 'SQLITE_FULL') {
    return new KvError('UNAVAILABLE', 'The disk of the server is full. Nothing was written.', {}, { cause: error });
  }
  if (ENVIRONMENT.test(error.code)) {
    return new KvError('UNAVAILABLE', 'The database is not available.', {}, { cause: error });
  }
  return new KvError('INTERNAL_SERVER_ERROR', 'The database refused the query.', {}, { cause: error });
}
