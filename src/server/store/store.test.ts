import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createTestDatabases } from '#testing/test-databases.ts';
import { testStore } from './contract/store.contract.ts';

const directory = mkdtempSync(join(tmpdir(), 'kv-store-'));
afterAll(() => rmSync(directory, { recursive: true }));

for (const { name, open, isOnDisk } of createTestDatabases(directory)) {
  // One engine, so the long runs prove it once.
  const load = isOnDisk
    ? { feedChanges: 1_000, increments: 60, filterRuns: 60 }
    : { feedChanges: 20_000, increments: 1_000, filterRuns: 300 };
  testStore(name, open, load);
}
