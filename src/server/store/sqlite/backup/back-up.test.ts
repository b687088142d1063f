import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createTenant } from '../../contract/contract-fixtures.ts';
import { backUpSqliteFile } from './back-up.ts';
import { createTestDatabase, createTestPlace, damagePage, OPTIONS, openTestStore, tamper } from './backup-fixtures.ts';

test('a backup is one sound file with everything, for its owner alone', async () => {
  const { file, directory } = await createTestDatabase();
  const target = join(directory, 'backup.sqlite');

  expect(await backUpSqliteFile(file, target, OPTIONS)).toMatchObject({ name: target, pairs: 199, findings: [] });

  expect(statSync(target).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory).sort()).toEqual(['backup.sqlite', 'kv.sqlite', 'kv.sqlite.lock']);
  const copy = new Sqlite(target, { readonly: true });
  expect(copy.pragma('journal_mode', { simple: true })).toBe('delete');
  copy.close();
});

test('every write that was acknowledged before it is in a backup made under writes, and counts agree', async () => {
  const { file, directory } = createTestPlace();
  const store = await openTestStore(file);
  const { pairs } = await createTenant(store);
  const valueText = JSON.stringify('x'.repeat(5_000));
  await Promise.all(Array.from({ length: 500 }, (_, at) => pairs.set({ key: `before ${at}`, valueText })));
  let isDone = false;
  const writing = (async () => {
    for (let at = 0; !isDone; at += 1) await pairs.set({ key: `during ${at}`, valueText });
  })();

  const made = await backUpSqliteFile(file, join(directory, 'backup.sqlite'), OPTIONS);
  isDone = true;
  await writing;

  const copy = new Sqlite(join(directory, 'backup.sqlite'), { readonly: true });
  expect(copy.prepare("select count(*) from pair where key like 'before %'").pluck().get()).toBe(500);
  expect(copy.prepare('select pair_count from tenant where pair_count > 0').pluck().get()).toBe(made.pairs);
  copy.close();
});

test('a file that is there is never written to', async () => {
  const { file, directory } = await createTestDatabase(10);
  const target = join(directory, 'backup.sqlite');
  writeFileSync(target, 'precious');

  await expect(backUpSqliteFile(file, target, OPTIONS)).rejects.toThrow(/such a file already/);

  expect(statSync(target).size).toBe(8);
});

test('a file that appears while the backup is made stays too', async () => {
  const { file, directory } = await createTestDatabase(10);
  const target = join(directory, 'backup.sqlite');
  const progress = () => writeFileSync(target, 'precious');

  await expect(backUpSqliteFile(file, target, { ...OPTIONS, progress })).rejects.toThrow(/such a file already/);

  expect(statSync(target).size).toBe(8);
  expect(existsSync(`${target}.part`)).toBe(false);
});

test.each([
  ['pages', (file: string) => damagePage(file, 'pair')],
  ['counts', (file: string) => tamper(file, 'update tenant set pair_count = pair_count + 1')],
])('damaged %s leave no backup', async (_, damage) => {
  const { file, directory } = await createTestDatabase();
  damage(file);

  await expect(backUpSqliteFile(file, join(directory, 'backup.sqlite'), OPTIONS)).rejects.toThrow(/damaged: table/);

  expect(readdirSync(directory).sort()).toEqual(['kv.sqlite', 'kv.sqlite.lock']);
});

test.each(['copying', 'reading all pages', 'comparing counts', 'comparing the search index'])(
  'a backup that is stopped while %s leaves nothing',
  async (work) => {
    const { file, directory } = await createTestDatabase();
    const stop = new AbortController();
    const progress = (now: string) => void (now === work && stop.abort());

    const made = backUpSqliteFile(file, join(directory, 'backup.sqlite'), { progress, signal: stop.signal });

    await expect(made).rejects.toThrow(/abort/i);
    expect(readdirSync(directory).sort()).toEqual(['kv.sqlite', 'kv.sqlite.lock']);
  },
);

test('a directory that is missing is reported', async () => {
  const { file, directory } = await createTestDatabase(10);

  await expect(backUpSqliteFile(file, join(directory, 'none', 'b'), OPTIONS)).rejects.toThrow(/ENOENT/);
});
