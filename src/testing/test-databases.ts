import { join } from 'node:path';
import type { CreateStore, TestLoad } from '#server/store/contract/contract-fixtures.ts';
import { openSqliteStore } from '#server/store/sqlite/open-sqlite-store.ts';

interface TestDatabase {
  readonly createStore: CreateStore;
  readonly load: TestLoad;
}

/** How to open an empty store of each engine, by its name. Files go below `directory`, which is the caller's to remove. */
export function createTestDatabases(directory: string): Readonly<Record<string, TestDatabase>> {
  return {
    // The order of concurrent writes is the same code in memory: a heavy load, where each commit waits for the disk,
    // takes a minute and finds nothing more.
    'SQLite in a file': {
      createStore: ({ clock }) => openSqliteStore({ file: join(directory, 'kv.sqlite'), clock }),
      load: { changes: 1_000, increments: 60 },
    },
    'SQLite in memory': {
      createStore: ({ clock }) => openSqliteStore({ file: ':memory:', clock }),
      load: { changes: 20_000, increments: 1_000 },
    },
  };
}
