import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createTestDatabases } from '#testing/test-databases.ts';
import { testStore } from './contract/store.contract.ts';

const directory = mkdtempSync(join(tmpdir(), 'kv-store-'));
afterAll(() => rmSync(directory, { recursive: true }));

for (const { name, open, load } of createTestDatabases(directory)) testStore(name, open, load);
