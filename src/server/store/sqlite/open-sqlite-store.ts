import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { Retention } from '../history.ts';
import { READS_SINCE } from '../pairs/last-reads.ts';
import { SqlStore } from '../sql-store.ts';
import type { Store } from '../store.ts';
import { StoreStartError } from '../store-start-error.ts';
import { openSqliteConnection } from './connection.ts';
import { SqliteEngine } from './engine.ts';
import { isSqliteError } from './errors.ts';
import { createPrivateFile, fileSize, prepareDirectory } from './files.ts';
import { SqliteLock } from './lock.ts';

interface SqliteStoreOptions {
  /** A path, or `:memory:`. The file and its directory are made when they are missing. */
  readonly file: string;
  /** Defaults to the time of the machine. */
  readonly clock?: () => Date;
  /** How long what was is kept; defaults to `DEFAULT_RETENTION`. */
  readonly retention?: Retention;
}

/**
 * Opens the store in a file that no other process has open.
 *
 * @throws {StoreStartError} when the file cannot be used; it is left as it is
 */
export async function openSqliteStore({
  file,
  clock = () => new Date(),
  retention,
}: SqliteStoreOptions): Promise<Store> {
  try {
    return file === ':memory:' ? openInMemory(clock, retention) : openFile(file, clock, retention);
  } catch (error) {
    throw toStartError(file, error);
  }
}

function openInMemory(clock: () => Date, retention?: Retention): Store {
  return createStore(openSqliteConnection(':memory:'), () => {}, clock, retention);
}

function openFile(path: string, clock: () => Date, retention?: Retention): Store {
  const file = prepareDirectory(path);
  const lock = new SqliteLock(file);
  try {
    if (fileSize(file) === 0 && lock.rememberedInstanceId) {
      throw new StoreStartError(
        `${file}: missing or empty, but a database was here. Restore it, or delete ${file}.lock to begin a new one.`,
      );
    }
    if (!existsSync(file)) createPrivateFile(file);
    const db = openSqliteConnection(file);
    lock.remember(ensureInstanceId(db));
    return createStore(db, () => lock.release(), clock, retention);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function createStore(db: Database, onClose: () => void, clock: () => Date, retention?: Retention): Store {
  ensureMeta(db, READS_SINCE, clock().toISOString());
  return new SqlStore(new SqliteEngine(db, onClose), ensureInstanceId(db), clock, retention);
}

const ensureInstanceId = (db: Database) => ensureMeta(db, 'instance_id', randomUUID());

/** What the database remembers under this name, from the first time on. */
function ensureMeta(db: Database, name: string, value: string): string {
  db.prepare('insert into meta (name, value) values (?, ?) on conflict do nothing').run(name, value);
  return String(db.prepare('select value from meta where name = ?').pluck().get(name));
}

function toStartError(file: string, error: unknown): unknown {
  if (error instanceof StoreStartError || !(error instanceof Error)) return error;
  if (isSqliteError(error) && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code)) {
    return new StoreStartError(
      `${file}: not a database, or a damaged one (${error.message}). Restore it from a backup, or choose another file.`,
      { cause: error },
    );
  }
  if (isSqliteError(error) || 'code' in error) {
    return new StoreStartError(
      `${file}: cannot be opened for writing (${error.message}). Check the path, its permissions and the disk.`,
      { cause: error },
    );
  }
  return error;
}
