import { resolve } from 'node:path';
import type { ClockTrustOptions } from './clock-trust.ts';
import type { Retention } from './history.ts';
import { DEFAULT_FILE, FILE_URL_FORM, parseFileUrl } from './sqlite/file-url.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';
import type { Store } from './store.ts';

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
