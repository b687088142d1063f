import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createTestPlace } from '../backup/backup-fixtures.ts';
import { openSqliteStore } from '../open-sqlite-store.ts';
import { keepBeforeUpgrade } from './keep-before-upgrade.ts';
import { SQLITE_MIGRATIONS } from './migrations.ts';

const LATEST = SQLITE_MIGRATIONS.length;

let directory: string;
let file: string;
let copy: string;
let notices: string[];

/** A database as a server that knew one step left it. */
beforeEach(() => {
  ({ directory, file } = createTestPlace());
  copy = `${file}.before-v${LATEST}`;
  notices = [];
  const db = new Sqlite(file);
  db.exec(SQLITE_MIGRATIONS[0] ?? '');
  db.pragma('application_id = 0x4b565354');
  db.pragma('user_version = 1');
  db.exec("insert into tenant values ('tenant', 'Default', 'default', 10, 0, 0, '2026-08-01T00:00:00.000Z')");
  db.close();
});

async function start() {
  const store = await openSqliteStore({ file, notify: (message) => void notices.push(message) });
  await store.close();
}

function upgrade(freeBytes?: () => number): void {
  const db = new Sqlite(file);
  onTestFinished(() => void db.close());
  keepBeforeUpgrade(db, { from: 1, to: LATEST, notify: (message) => notices.push(message), freeBytes });
}

test('a database is kept as it was before its schema is changed, for its owner alone, and that is logged', async () => {
  await start();

  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const kept = new Sqlite(copy, { readonly: true });
  expect(kept.pragma('user_version', { simple: true })).toBe(1);
  expect(kept.prepare('select slug from tenant').pluck().get()).toBe('default');
  expect(kept.pragma('integrity_check', { simple: true })).toBe('ok');
  kept.close();
  expect(notices.filter((notice) => !notice.includes('upgrading'))).toEqual([
    `${file}: its schema is brought from version 1 to ${LATEST}. Before that it is copied to ${copy}.`,
  ]);
});

test('the last copy alone is kept, and nothing else is removed', async () => {
  for (const suffix of ['.before-v1', '.before-v12', '.before-v1-mine', `.before-v${LATEST}.part`]) {
    writeFileSync(file + suffix, 'x');
  }

  await start();

  expect(readdirSync(directory).sort()).toEqual(
    ['', '.before-v1-mine', `.before-v${LATEST}`, '.lock'].map((suffix) => `kv.sqlite${suffix}`).sort(),
  );
});

test('a new database and one that is up to date are not copied', async () => {
  await start();
  notices = [];
  const before = statSync(copy).mtimeMs;

  await start();
  file = `${file}-new`;
  await start();

  expect(notices).toEqual([]);
  expect(statSync(copy).mtimeMs).toBe(before);
  expect(existsSync(`${file}.before-v${LATEST}`)).toBe(false);
});

test('where there is no room the schema is changed without a copy, and that is logged', () => {
  upgrade(() => 1_000);

  expect(existsSync(copy)).toBe(false);
  expect(notices).toEqual([expect.stringMatching(/without a copy: that needs \d\.\d MB, and 0\.0 MB are free/)]);
});

test('where a copy cannot be written the schema is changed without one, and that is logged', async () => {
  // A directory that has the name of the copy.
  mkdirSync(copy);

  await start();

  expect(notices[1]).toMatch(/cannot be written .*goes on without a copy/);
  expect(readdirSync(directory)).not.toContain(`kv.sqlite.before-v${LATEST}.part`);
});
