import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { KvError } from '#contract/errors.ts';
import type { Retention } from '../history.ts';
import { LocalRunner } from '../local-runner.ts';
import { SqlStore } from '../sql-store.ts';
import type { Store } from '../store.ts';
import { StoreStartError } from '../store-start-error.ts';
import { openSqliteConnection } from './connection.ts';
import { SqliteEngine } from './engine.ts';
import { isSqliteError } from './errors.ts';
import { createPrivateFile, fileSize, prepareDirectory } from './files.ts';
import { SqliteLock } from './lock.ts';
import { ThreadedRunner } from './threads/threaded-runner.ts';

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
    return await (file === ':memory:' ? openInMemory(clock, retention) : openFile(file, clock, retention));
  } catch (error) {
    throw toStartError(file, error);
  }
}

function openInMemory(clock: () => Date, retention?: Retention): Promise<Store> {
  const engine = new SqliteEngine(openSqliteConnection(':memory:'));
  return SqlStore.open(new LocalRunner(engine, clock, retention), clock);
}

async function openFile(path: string, clock: () => Date, retention?: Retention): Promise<Store> {
  const file = prepareDirectory(path);
  const lock = new SqliteLock(file);
  try {
    if (fileSize(file) === 0 && lock.rememberedInstanceId) {
      throw new StoreStartError(
        `${file}: missing or empty, but a database was here. Restore it, or delete ${file}.lock to begin a new one.`,
      );
    }
    if (!existsSync(file)) createPrivateFile(file);
    return await openLocked(openSqliteConnection(file), lock, clock, retention);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openLocked(db: Database, lock: SqliteLock, clock: () => Date, retention?: Retention): Promise<Store> {
  const runner = new ThreadedRunner(db, { file: db.name, clock, retention, onClose: () => lock.release() });
  try {
    const store = await SqlStore.open(runner, clock);
    lock.remember(store.instanceId);
    return store;
  } catch (error) {
    await runner.close();
    throw error;
  }
}

function toStartError(file: string, thrown: unknown): unknown {
  // The engine hides what SQLite said from requests; the operator has to read it.
  const error = thrown instanceof KvError ? thrown.cause : thrown;
  if (error instanceof StoreStartError || !(error instanceof Error)) return thrown;
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
  return thrown;
}
