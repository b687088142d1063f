import { join } from 'node:path';
import { openStore } from '#server/store/open-store.ts';
import type { Store } from '#server/store/store.ts';

interface TestStoreOptions {
  readonly clock: () => Date;
}

interface TestDatabase {
  readonly name: string;
  /** Whether commits wait for a disk: the long tests run without. */
  readonly isOnDisk: boolean;
  /** Opens an empty store. */
  open(options: TestStoreOptions): Promise<Store>;
}

/** Every way to keep a store. Files go into `directory`; the caller removes it. */
export function createTestDatabases(directory: string): readonly TestDatabase[] {
  const path = join(directory, 'kv.db');
  return [
    {
      name: 'a store in a file',
      isOnDisk: true,
      open: ({ clock }) => openStore({ database: { kind: 'file', path }, clock }),
    },
    {
      name: 'a store in memory',
      isOnDisk: false,
      open: ({ clock }) => openStore({ database: { kind: 'memory' }, clock }),
    },
  ];
}
