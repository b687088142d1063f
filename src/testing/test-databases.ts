import { join } from 'node:path';
import type { CreateStore, TestLoad } from '#server/store/contract/contract-fixtures.ts';
import { openStore } from '#server/store/open-store.ts';

interface TestDatabase {
  readonly name: string;
  readonly load: TestLoad;
  /** Opens an empty store. */
  readonly open: CreateStore;
}

/** Every way to keep a store. Files go into `directory`; the caller removes it. */
export function createTestDatabases(directory: string): readonly TestDatabase[] {
  const path = join(directory, 'kv.db');
  return [
    {
      name: 'a store in a file',
      open: (options) => openStore({ database: { kind: 'file', path }, ...options }),
      // The order of concurrent writes is the same code in memory: a heavy load, where each commit waits for the disk,
      // takes a minute and finds nothing more.
      load: { changes: 1_000, increments: 60, filterRuns: 60 },
    },
    {
      name: 'a store in memory',
      open: (options) => openStore({ database: { kind: 'memory' }, ...options }),
      load: { changes: 20_000, increments: 1_000, filterRuns: 300 },
    },
  ];
}
