import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTenant } from '../../contract/contract-fixtures.ts';
import { openSqliteStore } from '../open-sqlite-store.ts';

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kv-erase-'));
  file = join(directory, 'kv.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true }));

const isOnDisk = (text: string) =>
  [file, `${file}-wal`].some((name) => existsSync(name) && readFileSync(name).includes(text));

test.each([
  ['in the row', 20],
  ['on pages of its own', 50_000],
])('a purged value %s is neither in the file nor in its log', async (_, length) => {
  const store = await openSqliteStore({ file });
  const { pairs } = await createTenant(store);
  await pairs.set({ key: 'before', valueText: '"stays here"' });
  const { id } = await pairs.set({ key: 'a', valueText: `"${'SECRET'.repeat(length / 6)}"` });
  await pairs.set({ key: 'after', valueText: '"stays here"' });
  await pairs.delete({ id });
  expect(isOnDisk('SECRET')).toBe(true);

  await pairs.purge(id);

  expect(isOnDisk('SECRET')).toBe(false);
  expect(isOnDisk('stays here')).toBe(true);
  await store.close();
});
