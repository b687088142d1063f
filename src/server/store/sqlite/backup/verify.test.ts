import { copyFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createTenant } from '../../contract/contract-fixtures.ts';
import { SQLITE_MIGRATIONS } from '../file/migrations.ts';
import { createTestDatabase, createTestPlace, damagePage, openTestStore, tamper } from './backup-fixtures.ts';
import { verifySqliteFile } from './verify.ts';

const verify = (file: string) => verifySqliteFile(file, () => {});
const tablesOf = async (file: string) => [...new Set((await verify(file)).findings.map(({ table }) => table))];

describe('a sound database is found sound, and left as it is,', () => {
  test('when no server is using it', async () => {
    const { file, directory } = await createTestDatabase();
    const before = readFileSync(file);

    expect(await verify(file)).toMatchObject({ name: file, teams: 1, pairs: 199, versions: 205, findings: [] });

    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(['kv.sqlite', 'kv.sqlite.lock']);
  });

  test('while a server is writing to it', async () => {
    const { file } = createTestPlace();
    const store = await openTestStore(file);
    const { pairs } = await createTenant(store);
    let isDone = false;
    const writing = (async () => {
      for (let at = 0; !isDone; at += 1) await pairs.set({ key: `key ${at % 500}`, valueText: `${at}` });
    })();

    const rounds = [await verify(file), await verify(file), await verify(file)];
    isDone = true;
    await writing;

    expect(rounds.flatMap(({ findings }) => findings)).toEqual([]);
    expect((await verify(file)).pairs).toBe(await pairs.count());
  });

  test('when a restore was killed while it changed the journal mode', async () => {
    const { file, directory } = await createTestDatabase();
    const killed = `${directory}/killed.sqlite`;
    const db = new Sqlite(file);
    db.pragma('journal_mode = delete');
    // Too small for the transaction, so a part of it is in the file.
    db.pragma('cache_size = 1');
    db.exec("begin; update pair set type = 'null'");
    for (const suffix of ['', '-journal']) copyFileSync(file + suffix, killed + suffix);
    db.exec('rollback');
    db.close();

    expect(await verify(killed)).toMatchObject({ pairs: 199, findings: [] });
  });

  test('when an older server made it', async () => {
    const { file } = createTestPlace();
    const db = new Sqlite(file);
    db.exec(SQLITE_MIGRATIONS[0] ?? '');
    db.pragma('application_id = 0x4b565354');
    db.pragma('user_version = 1');
    db.exec(`insert into meta values ('instance_id', 'x');
      insert into tenant values ('tenant', 'Default', 'default', 10, 0, 0, '2026-08-01T00:00:00.000Z');`);
    db.close();

    expect(await verify(file)).toMatchObject({ teams: 1, findings: [] });
  });
});

describe('damage is found, with the table,', () => {
  test.each([
    ['pair', 'pair'],
    ['pair_version', 'pair_version'],
    ['change', 'change'],
    ['pair_by_size', 'pair'],
    ['pair_search_data', 'pair_search'],
  ])('in a page of %s', async (name, table) => {
    const { file } = await createTestDatabase();
    damagePage(file, name);

    expect(await tablesOf(file)).toContain(table);
  });

  test.each([
    ['pair', "update pair set value = '{' where key = 'renamed'"],
    ['pair', "update pair set value = '{\"a\": 1}', size = 8, type = 'object' where key = 'renamed'"],
    ['pair', "update pair set size = 7 where key = 'renamed'"],
    ['pair', "update pair set type = 'null' where key = 'renamed'"],
    ['pair', "update pair set value = cast(x'22ff22' as text), size = 3, type = 'string' where key = 'renamed'"],
    ['pair_version', "update pair_version set value = 'nul' where version = 1 and key = 'Schlüssel 1 🔥'"],
    ['pair_version', "update pair_version set value = null where key = 'Schlüssel 9 🔥'"],
    ['pair_version', "delete from pair_version where key = 'Schlüssel 9 🔥'"],
    ['pair_version', "update pair_version set value = '2', size = 1, type = 'number' where key = 'Schlüssel 9 🔥'"],
    ['pair_version', 'delete from pair_version where pair_id in (select id from deleted_pair) and version = 1'],
    ['tenant', 'update tenant set pair_count = pair_count + 1'],
    ['tenant', 'update tenant set history_bytes = history_bytes + 1'],
    ['change', 'delete from change where revision = 5'],
    ['change', 'update tenant set revision = revision + 1'],
    ['pair_search', "insert into pair_search (rowid, key_folded) values (9999, 'abc')"],
    ['pair_search', "insert into pair_search (pair_search, rowid, key_folded) values ('delete', 3, 'renamed')"],
    ['pair', "pragma foreign_keys = 0; update pair set tenant_id = 'nobody' where key = 'renamed'"],
    ['meta', "delete from meta where name = 'instance_id'"],
  ])('in what is written: %s, %s', async (table, sql) => {
    const { file } = await createTestDatabase(10);
    tamper(file, sql);

    expect(await tablesOf(file)).toContain(table);
  });

  test('in a file whose end is missing', async () => {
    const { file } = await createTestDatabase();
    truncateSync(file, Math.floor(statSync(file).size / 8_192) * 4_096);

    const found = await verify(file).catch((error: unknown) => error);

    expect(found instanceof Error || (found as { findings: unknown[] }).findings.length > 0).toBe(true);
  });
});

test('a copy of a running database without its log is found to lack pairs or to be no database', async () => {
  const { file, directory } = createTestPlace();
  const store = await openTestStore(file);
  const { pairs } = await createTenant(store);
  await pairs.set({ key: 'a', valueText: '1' });
  const copy = `${directory}/copy.sqlite`;
  writeFileSync(copy, readFileSync(file));

  const found = await verify(copy).catch(() => ({ pairs: 0 }));

  expect(found.pairs).toBe(0);
});

test.each([
  ['missing', undefined, /no such file/],
  ['empty', '', /an empty database/],
  ['text', 'This is text.\n'.repeat(500), /file is not a database/],
])('a file that is %s is refused', async (_, content, message) => {
  const { file } = createTestPlace();
  if (content !== undefined) writeFileSync(file, content);

  await expect(verify(file)).rejects.toThrow(message);
});
