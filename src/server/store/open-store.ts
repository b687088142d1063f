import { resolve } from 'node:path';
import type { Retention } from './history.ts';
import { backUpSqliteFile } from './sqlite/backup/back-up.ts';
import type { CopyOptions } from './sqlite/backup/copy.ts';
import { explainErrors } from './sqlite/backup/maintain.ts';
import { restoreSqliteFile } from './sqlite/backup/restore.ts';
import { verifySqliteFile } from './sqlite/backup/verify.ts';
import { DEFAULT_FILE, FILE_URL_FORM, parseFileUrl } from './sqlite/file/file-url.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';
import type { Store } from './store.ts';
import type { ClockTrustOptions } from './upkeep/clock-trust.ts';
import { MaintenanceError, type Progress, type Restoration, type Verification } from './verification.ts';

/** Where a store lives, one kind per way to keep it: the one place where an engine is chosen. */
export type DatabaseLocation =
  | {
      readonly kind: 'file';
      /** Absolute. */
      readonly path: string;
    }
  /** Ends with the process; for tests. */
  | { readonly kind: 'memory' };

/** The form of URL that `parseDatabaseUrl` accepts, in words for people. */
export const DATABASE_URL_FORM = FILE_URL_FORM;

/** The database that a URL names; undefined when no engine can open it. */
export function parseDatabaseUrl(url: string): DatabaseLocation | undefined {
  const path = parseFileUrl(url);
  return path === undefined ? undefined : { kind: 'file', path };
}

/** The database of a server without settings, in the working directory. */
export function defaultDatabase(): DatabaseLocation {
  return { kind: 'file', path: resolve(DEFAULT_FILE) };
}

/** How people recognise the database. */
export function describeDatabase(database: DatabaseLocation): string {
  return database.kind === 'file' ? database.path : 'memory';
}

interface StoreOptions extends Partial<ClockTrustOptions> {
  readonly database: DatabaseLocation;
  /** How long versions, changes and deleted pairs are kept; defaults to `DEFAULT_RETENTION`. */
  readonly retention?: Retention;
  /** Called when opening takes long, because the database is checked or its schema brought up to date. */
  readonly onPreparing?: () => Promise<void>;
}

/**
 * Opens the store; no other process may have its database open. What is missing is created.
 *
 * @throws {StoreStartError} when the database cannot be used; it is left as it is
 */
export function openStore({ database, ...options }: StoreOptions): Promise<Store> {
  switch (database.kind) {
    case 'file':
      return openSqliteStore({ file: database.path, ...options });
    case 'memory':
      return openSqliteStore({ file: ':memory:', ...options });
  }
}

/**
 * Copies what is committed in a database, also while a server is using it, to a new file that is verified.
 *
 * @throws {MaintenanceError | StoreStartError} when it cannot be copied or is damaged; there is no file then
 */
export function backUpStore(database: DatabaseLocation, file: string, options: CopyOptions): Promise<Verification> {
  const source = fileOf(database);
  return explainErrors(source, () => backUpSqliteFile(source, resolve(file), options));
}

/**
 * Reads everything in a database, also while a server is using it.
 *
 * @throws {MaintenanceError | StoreStartError} when it is not a database of ours, or too damaged to be one
 */
export function verifyStore(database: DatabaseLocation, progress: Progress): Promise<Verification> {
  const file = fileOf(database);
  return explainErrors(file, () => verifySqliteFile(file, progress));
}

/**
 * Restores a backup. With `force` a database that is there is set aside.
 *
 * @throws {MaintenanceError | StoreStartError} when that cannot be; all is as it was then
 */
export function restoreStore(
  database: DatabaseLocation,
  backup: string,
  options: CopyOptions & { readonly force: boolean },
): Promise<Restoration> {
  const source = resolve(backup);
  return explainErrors(source, () => restoreSqliteFile(source, fileOf(database), options));
}

function fileOf(database: DatabaseLocation): string {
  if (database.kind === 'file') return database.path;
  throw new MaintenanceError('A database in memory can be neither copied nor restored.');
}
