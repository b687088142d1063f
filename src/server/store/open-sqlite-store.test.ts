import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteStore } from './open-sqlite-store.ts';
import { testStore } from './store.contract.ts';

const directory = mkdtempSync(join(tmpdir(), 'kv-store-'));
afterAll(() => rmSync(directory, { recursive: true }));

testStore('SQLite in a file', ({ clock }) => openSqliteStore({ file: join(directory, 'kv.sqlite'), clock }));
testStore('SQLite in memory', ({ clock }) => openSqliteStore({ file: ':memory:', clock }));
