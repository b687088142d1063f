import Sqlite, { type Database } from 'better-sqlite3';
import { previewJson } from '#json/text.ts';
import { foldCase } from '../../pairs/fold-case.ts';
import { StoreStartError } from '../../store-start-error.ts';
import { keepBeforeUpgrade } from './keep-before-upgrade.ts';
import { SQLITE_MIGRATIONS } from './migrations.ts';

/** "KVST", in the header of our files. */
const APPLICATION_ID = 0x4b565354;

/** Checking reads the whole file; that may not take longer than a few seconds. */
const MAX_CHECKED_BYTES = 256 * 1024 * 1024;

/** How long a connection waits for another one. */
export const BUSY_MS = 5_000;

/** In this order; each is read back, since SQLite ignores what it cannot do. */
const SETTINGS = [
  ['journal_mode', 'wal'],
  // FULL: a commit has reached stable storage when it returns.
  ['synchronous', 2],
  ['busy_timeout', BUSY_MS],
  ['foreign_keys', 1],
  ['trusted_schema', 0],
  ['cell_size_check', 1],
  // What is purged is overwritten.
  ['secure_delete', 1],
  ['mmap_size', 0],
  ['wal_autocheckpoint', 1_000],
  ['journal_size_limit', 64 * 1024 * 1024],
  // Kibibytes, when negative: enough for the inner pages of a million pairs. Several connections have one each.
  ['cache_size', -16_384],
] as const;

interface OpenOptions {
  /** Learns of a schema that is brought up to date. */
  readonly notify?: (message: string) => void;
  /** Whether to look for damage first, which reads the whole file. */
  readonly isChecked?: boolean;
}

/**
 * Opens a database, makes sure that it is ours and sound, and brings its schema up to date.
 *
 * @throws {StoreStartError}
 */
export function openSqliteConnection(
  file: string,
  { notify = () => {}, isChecked = true }: OpenOptions = {},
): Database {
  const db = new Sqlite(file);
  try {
    identify(db, file);
    configure(db, file);
    const damage = isChecked ? findFileDamage(db) : undefined;
    if (damage !== undefined) {
      throw new StoreStartError(
        `${file}: the database is damaged (${damage}). Restore a backup: kv admin restore BACKUP --force.`,
      );
    }
    migrate(db, notify);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Another connection to a database that `openSqliteConnection` has opened. */
export function connectSqlite(file: string): Database {
  const db = new Sqlite(file, { fileMustExist: true });
  try {
    configure(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function readNumber(db: Database, pragma: string): number {
  return Number(db.pragma(pragma, { simple: true }));
}

/** Before anything is written: a file that is not ours stays as it is. */
export function identify(db: Database, file: string): void {
  const application = readNumber(db, 'application_id');
  const isEmpty = db.prepare('select 1 from sqlite_schema').get() === undefined;
  if (application !== APPLICATION_ID && !(application === 0 && isEmpty)) {
    throw new StoreStartError(`${file}: a database of another program. Choose another file.`);
  }
  const version = readNumber(db, 'user_version');
  if (version > SQLITE_MIGRATIONS.length) {
    throw new StoreStartError(
      `${file}: its schema has version ${version}, this server knows up to ${SQLITE_MIGRATIONS.length}. Start a newer server.`,
    );
  }
}

function configure(db: Database, file: string): void {
  for (const [name, value] of SETTINGS) {
    // A database in memory has no log to write ahead.
    if (db.memory && name === 'journal_mode') continue;
    db.pragma(`${name} = ${value}`);
    const actual = db.pragma(name, { simple: true });
    if (actual === value || (db.memory && actual === undefined)) continue;
    throw new StoreStartError(
      `${file}: SQLite answers ${name} = ${actual} where ${value} is needed for safe writes. Use a local file system.`,
    );
  }
}

/** One line; undefined when nothing was found, and for a file that is too large to be checked at a start. */
export function findFileDamage(db: Database): string | undefined {
  const bytes = readNumber(db, 'page_count') * readNumber(db, 'page_size');
  if (bytes > MAX_CHECKED_BYTES) return undefined;
  const finding = db.pragma('quick_check(1)', { simple: true });
  return finding === 'ok' ? undefined : String(finding).replaceAll(/\s+/g, ' ');
}

function migrate(db: Database, notify: (message: string) => void): void {
  const version = readNumber(db, 'user_version');
  if (version === SQLITE_MIGRATIONS.length) return;
  if (version > 0) keepBeforeUpgrade(db, { from: version, to: SQLITE_MIGRATIONS.length, notify });
  db.function('fold_case', { deterministic: true }, (text) => foldCase(String(text)));
  db.function('preview_json', { deterministic: true }, (text) => previewJson(String(text)));
  db.transaction(() => {
    for (const [at, step] of SQLITE_MIGRATIONS.entries()) {
      if (at < version) continue;
      if (version > 0)
        notify(`${db.name}: upgrading, step ${at + 1 - version} of ${SQLITE_MIGRATIONS.length - version}.`);
      db.exec(step);
    }
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${SQLITE_MIGRATIONS.length}`);
  }).exclusive();
}
