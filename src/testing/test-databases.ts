import { join } from 'node:path';
import { openSqliteStore } from '#server/store/sqlite/open-sqlite-store.ts';
import type { Store } from '#server/store/store.ts';

interface TestStoreOptions {
  readonly clock: () => Date;
}

/** Opens an empty store of each engine, by its name. Files go into `directory`; the caller removes it. */
export function createTestDatabases(
  directory: string,
): Readonly<Record<string, (options: TestStoreOptions) => Promise<Store>>> {
  return {
    'SQLite in a file': ({ clock }) => openSqliteStore({ file: join(directory, 'kv.sqlite'), clock }),
    'SQLite in memory': ({ clock }) => openSqliteStore({ file: ':memory:', clock }),
  };
}
