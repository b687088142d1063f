import { existsSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createTestDatabase, createTestPlace, damagePage, readScope, tamper } from '../backup/backup-fixtures.ts';
import { openSqliteStore } from '../open-sqlite-store.ts';
import { SQLITE_MIGRATIONS } from './migrations.ts';
import { findStartWork } from './start-work.ts';

/** Makes a file larger than what is checked in a moment. */
const enlarge = (file: string) =>
  tamper(file, 'create table filler (bytes); insert into filler values (zeroblob(5e6))');

async function createLargeDatabase(): Promise<string> {
  const { file } = await createTestDatabase(300);
  enlarge(file);
  return file;
}

/** As a process leaves it that was killed: only a clean end removes the log. */
async function createKilledDatabase(): Promise<string> {
  const file = await createLargeDatabase();
  writeFileSync(`${file}-wal`, '');
  return file;
}

/** Opens a store, closes it when the test ends, and tells what it said and whether opening took long. */
async function open(file: string) {
  const notices: string[] = [];
  const onPreparing = vi.fn(async () => {});
  const store = await openSqliteStore({ file, notify: (message) => void notices.push(message), onPreparing });
  onTestFinished(() => store.close());
  return { store, notices, onPreparing };
}

test('a small file is checked before it is opened', async () => {
  const { file } = await createTestDatabase(300);
  damagePage(file, 'pair');

  expect(findStartWork(file)).toBe('now');
  await expect(open(file)).rejects.toThrow(/kv\.sqlite: the database is damaged .* kv admin restore/);
});

test('a large file that was closed cleanly is checked while it is in use', async () => {
  const file = await createLargeDatabase();
  const scope = readScope(file);
  damagePage(file, 'pair');

  const { store, notices, onPreparing } = await open(file);

  expect(onPreparing).not.toHaveBeenCalled();
  expect(await store.pairs(scope).count()).toBe(299);
  await vi.waitFor(
    () => expect(notices).toEqual([expect.stringMatching(/kv\.sqlite: the database is damaged/)]),
    30_000,
  );
});

test('closing a file that is being checked leaves it closed cleanly', async () => {
  const file = await createLargeDatabase();
  const { store } = await open(file);

  await store.close();

  expect(existsSync(`${file}-wal`)).toBe(false);
  expect(findStartWork(file)).toBe('after');
});

test('a large file of a process that was killed is checked before it is opened', async () => {
  const file = await createKilledDatabase();
  expect(findStartWork(file)).toBe('before');

  const { onPreparing, notices } = await open(file);

  expect(onPreparing).toHaveBeenCalledOnce();
  expect(notices).toEqual([]);
});

test('a large damaged file of a process that was killed is refused', async () => {
  const file = await createKilledDatabase();
  damagePage(file, 'pair');
  writeFileSync(`${file}-wal`, '');

  await expect(open(file)).rejects.toThrow(/kv\.sqlite: the database is damaged .* kv admin restore/);
});

test('the schema of a large file is brought up to date before it is opened, step by step', async () => {
  const { file } = createTestPlace();
  const db = new Sqlite(file);
  db.pragma('journal_mode = wal');
  db.exec(SQLITE_MIGRATIONS[0] ?? '');
  db.pragma('application_id = 0x4b565354');
  db.pragma('user_version = 1');
  db.close();
  enlarge(file);
  expect(findStartWork(file)).toBe('before');

  const { onPreparing, notices } = await open(file);

  expect(onPreparing).toHaveBeenCalledOnce();
  const steps = SQLITE_MIGRATIONS.length - 1;
  expect(notices.filter((notice) => notice.includes('upgrading'))).toEqual(
    Array.from({ length: steps }, (_, at) => `${file}: upgrading, step ${at + 1} of ${steps}.`),
  );
});
