import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createTenant } from '../../contract/contract-fixtures.ts';
import type { Scope } from '../../store.ts';
import { backUpSqliteFile } from './back-up.ts';
import { createTestPlace, damagePage, OPTIONS, openTestStore, tamper } from './backup-fixtures.ts';
import { restoreSqliteFile } from './restore.ts';
import { verifySqliteFile } from './verify.ts';

const FORCE = { ...OPTIONS, force: true };

let directory: string;
let file: string;
let backup: string;
let scope: Scope;
let instanceId: string;

/** A database with the pairs a and b, and a backup that has a alone. */
beforeEach(async () => {
  ({ directory, file } = createTestPlace());
  backup = join(directory, 'backup');
  const store = await openTestStore(file);
  const tenant = await createTenant(store);
  scope = tenant.scope;
  instanceId = store.instanceId;
  await tenant.pairs.set({ key: 'a', valueText: '1.0' });
  await backUpSqliteFile(file, backup, OPTIONS);
  await tenant.pairs.set({ key: 'b', valueText: JSON.stringify('x'.repeat(50_000)) });
  await store.close();
});

async function keys(path = file): Promise<string[]> {
  const store = await openTestStore(path);
  const pairs = await store.pairs(scope).list({ order: [{ column: 'key', direction: 'asc' }] });
  await store.close();
  return pairs.map(({ key }) => key);
}

const asideOf = () => readdirSync(directory).filter((name) => name.includes('.before-restore-'));

test('a backup takes the place of a database, which keeps everything under another name', async () => {
  const { aside, pairs } = await restoreSqliteFile(backup, file, FORCE);

  expect(pairs).toBe(1);
  expect(await keys()).toEqual(['a']);
  expect(await keys(aside)).toEqual(['a', 'b']);
  expect((await verifySqliteFile(backup, () => {})).findings).toEqual([]);
});

test('what only the log of a killed server had is kept, and never gets into the restored database', async () => {
  const store = await openTestStore(file);
  await store.pairs(scope).set({ key: 'c', valueText: '1' });
  const killed = join(directory, 'killed');
  for (const suffix of ['', '-wal']) copyFileSync(file + suffix, killed + suffix);
  await store.close();

  const { aside } = await restoreSqliteFile(backup, killed, FORCE);

  expect(await keys(killed)).toEqual(['a']);
  expect(await keys(aside)).toEqual(['a', 'b', 'c']);
});

test('a log without its database is not taken for one of the restored database', async () => {
  const store = await openTestStore(file);
  await store.pairs(scope).set({ key: 'c', valueText: '1' });
  const log = readFileSync(`${file}-wal`);
  await store.close();
  rmSync(file);
  writeFileSync(`${file}-wal`, log);

  await restoreSqliteFile(backup, file, { ...OPTIONS, force: false });

  expect(asideOf()).toEqual([expect.stringMatching(/-wal$/)]);
  expect(await keys()).toEqual(['a']);
});

test.each(['damaged', 'text'])('a %s database is set aside as it is', async (state) => {
  if (state === 'text') writeFileSync(file, 'This is text.\n'.repeat(500));
  else damagePage(file, 'tenant');
  const before = readFileSync(file);

  const { aside = '' } = await restoreSqliteFile(backup, file, FORCE);

  // Where it is written that there is no log, and in which change of the file that was.
  const differences = readFileSync(aside).filter((byte, at) => byte !== before[at] && (at < 18 || at > 100));
  expect(differences).toHaveLength(0);
  expect(await keys()).toEqual(['a']);
});

test('a missing database is restored, and the next start goes on with it', async () => {
  rmSync(file);

  expect(await restoreSqliteFile(backup, file, { ...OPTIONS, force: false })).toMatchObject({ aside: undefined });

  expect(await keys()).toEqual(['a']);
});

test('to another machine: with a directory and a lock of its own', async () => {
  const elsewhere = join(directory, 'new', 'kv.sqlite');

  await restoreSqliteFile(backup, elsewhere, { ...OPTIONS, force: false });

  const store = await openTestStore(elsewhere);
  expect(store.instanceId).toBe(instanceId);
  await store.close();
  rmSync(elsewhere);
  await expect(openTestStore(elsewhere)).rejects.toThrow(/a database was here/);
});

describe('nothing changes', () => {
  async function expectUnchanged(restoring: Promise<unknown>, message: RegExp) {
    const before = readFileSync(file);
    await expect(restoring).rejects.toThrow(message);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(directory).filter((name) => /restor/.test(name))).toEqual([]);
  }

  test('without --force where there is a database', async () => {
    await expectUnchanged(restoreSqliteFile(backup, file, { ...OPTIONS, force: false }), /--force/);
  });

  test('while a server is using it', async () => {
    const store = await openTestStore(file);
    await expectUnchanged(restoreSqliteFile(backup, file, FORCE), /another server or tool is using it/);
    await store.close();
  });

  test.each([
    ['damaged', () => damagePage(backup, 'sqlite_autoindex_tenant_2'), /damaged/],
    ['wrong', () => tamper(backup, 'update tenant set pair_count = 7'), /damaged: table tenant/],
    ['newer', () => tamper(backup, 'pragma user_version = 99'), /version 99/],
    ['of another program', () => tamper(backup, 'pragma application_id = 7'), /another program/],
    ['text', () => writeFileSync(backup, 'This is text.\n'.repeat(500)), /not a database/],
    ['missing', () => rmSync(backup), /no such file/],
  ])('when the backup is %s', async (_, spoil, message) => {
    spoil();
    await expectUnchanged(restoreSqliteFile(backup, file, FORCE), message);
  });

  test('when the backup is the database itself', async () => {
    await expectUnchanged(restoreSqliteFile(file, file, FORCE), /the database itself/);
  });

  test('when it is stopped', async () => {
    const stop = new AbortController();
    const progress = (work: string) => void (work === 'comparing counts' && stop.abort());
    await expectUnchanged(restoreSqliteFile(backup, file, { progress, signal: stop.signal, force: true }), /abort/i);
  });
});

test('a restore that was killed before is begun again', async () => {
  writeFileSync(`${file}.restoring`, 'half');

  await restoreSqliteFile(backup, file, FORCE);

  expect(await keys()).toEqual(['a']);
  expect(readdirSync(directory)).not.toContain('kv.sqlite.restoring');
});
