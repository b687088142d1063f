import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { KvError } from '#contract/errors.ts';
import type { Retention } from '../history.ts';
import { LocalRunner } from '../programs/local-runner.ts';
import { SqlStore } from '../sql-store.ts';
import type { Store } from '../store.ts';
import { StoreStartError } from '../store-start-error.ts';
import type { ClockTrustOptions } from '../upkeep/clock-trust.ts';
import { DiskWatch } from '../upkeep/disk-watch.ts';
import { SqliteEngine } from './engine/engine.ts';
import { isDamage, isSqliteError } from './engine/errors.ts';
import { openSqliteConnection } from './file/connection.ts';
import { createPrivateFile, fileSize, prepareDirectory } from './file/files.ts';
import { SqliteLock } from './file/lock.ts';
import { findStartWork } from './file/start-work.ts';
import { FileCheck, prepareInThread } from './threads/file-thread.ts';
import { ThreadedRunner } from './threads/threaded-runner.ts';

/** Defaults: the time of the machine, `DEFAULT_RETENTION`. */
interface SqliteStoreOptions extends Partial<ClockTrustOptions> {
  /** A path, or `:memory:`. The file and its directory are made when they are missing. */
  readonly file: string;
  /** How long what was is kept. */
  readonly retention?: Retention;
  /** Called when opening takes long, because the file is checked or its schema brought up to date. */
  readonly onPreparing?: () => Promise<void>;
}

/** With a clock. */
type Options = Omit<SqliteStoreOptions, 'file'> & ClockTrustOptions;

/**
 * Opens the store in a file that no other process has open.
 *
 * @throws {StoreStartError} when the file cannot be used; it is left as it is
 */
export async function openSqliteStore({
  file,
  clock = () => new Date(),
  ...others
}: SqliteStoreOptions): Promise<Store> {
  const options = { clock, ...others };
  try {
    return await (file === ':memory:' ? openInMemory(options) : openFile(file, options));
  } catch (error) {
    throw toStartError(file, error);
  }
}

function openInMemory({ retention, ...options }: Options): Promise<Store> {
  const engine = new SqliteEngine(openSqliteConnection(':memory:'));
  return SqlStore.open(new LocalRunner(engine, options.clock, retention), options);
}

async function openFile(path: string, options: Options): Promise<Store> {
  const file = prepareDirectory(path);
  const lock = new SqliteLock(file);
  try {
    if (fileSize(file) === 0 && lock.rememberedInstanceId) {
      throw new StoreStartError(
        `${file}: missing or empty, but a database was here. Restore it, or delete ${file}.lock to begin a new one.`,
      );
    }
    if (!existsSync(file)) createPrivateFile(file);
    const { notify = () => {}, onPreparing = async () => {} } = options;
    const work = findStartWork(file);
    if (work === 'before') {
      await onPreparing();
      await prepareInThread(file, notify);
    }
    const db = openSqliteConnection(file, { notify, isChecked: work === 'now' });
    const check = work === 'after' ? new FileCheck(file, (damage) => notify(describeDamage(file, damage))) : undefined;
    return await openLocked(db, lock, options, check);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openLocked(
  db: Database,
  lock: SqliteLock,
  { retention, ...options }: Options,
  check: FileCheck | undefined,
): Promise<Store> {
  const { clock, notify = () => {} } = options;
  const file = db.name;
  const onDamage = createDamageReport((message) => notify(`${file}: ${message}`));
  const onClose = async () => {
    await check?.stop();
    lock.release();
  };
  const threads = new ThreadedRunner(db, { file, clock, retention, onDamage, onClose });
  const runner = new DiskWatch(threads, (message) => notify(`${file}: ${message}`), isDamage);
  try {
    const store = await SqlStore.open(runner, options);
    lock.remember(store.instanceId);
    return store;
  } catch (error) {
    await runner.close();
    throw error;
  }
}

const ADVICE =
  'Run `kv admin verify`, then stop the server and restore a backup with `kv admin restore BACKUP --force`.';

const describeDamage = (file: string, damage: string) =>
  `${file}: the database is damaged (${damage}). Requests that need that part will fail. ${ADVICE}`;

/** Reports damage to the operator, once for the same tables. */
function createDamageReport(notify: (message: string) => void): (damage: string) => void {
  const reported = new Set<string>();
  return (damage) => {
    if (reported.has(damage)) return;
    reported.add(damage);
    notify(`A part of the database is damaged: ${damage}. Requests that need it fail, all others go on. ${ADVICE}`);
  };
}

function toStartError(file: string, thrown: unknown): unknown {
  // The engine hides what SQLite said from requests; the operator has to read it.
  const error = thrown instanceof KvError ? thrown.cause : thrown;
  if (error instanceof StoreStartError || !(error instanceof Error)) return thrown;
  if (isSqliteError(error) && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code)) {
    return new StoreStartError(
      `${file}: not a database, or a damaged one (${error.message}). Restore a backup (kv admin restore BACKUP --force), or choose another file.`,
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
