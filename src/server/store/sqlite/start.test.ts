import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createTenant, hashOf } from '../contract/contract-fixtures.ts';
import { StoreStartError } from '../store-start-error.ts';
import { openSqliteConnection } from './file/connection.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'kv-start-'));
afterAll(() => rmSync(directory, { recursive: true }));

let file: string;
beforeEach(({ task }) => {
  file = join(directory, task.id, 'data', 'kv.sqlite');
});

/** Opening fails with one line that names the file and has this in it. */
async function expectRefusal(finding: RegExp) {
  const error = await openSqliteStore({ file }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreStartError);
  const { message } = error as StoreStartError;
  expect(message).toMatch(finding);
  expect(message).toContain(file);
  expect(message).not.toContain('\n');
}

/** Writes the file by other means; then nothing else is there. */
function writeAside(bytes: string | Buffer) {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, bytes);
}

/** Opens the file until the test ends, or closes it itself. */
async function open() {
  const store = await openSqliteStore({ file });
  onTestFinished(() => store.close());
  return store;
}

async function createStoreWithPairs(count: number) {
  const store = await open();
  const { pairs, scope } = await createTenant(store);
  const valueText = JSON.stringify('x'.repeat(2_000));
  await Promise.all(Array.from({ length: count }, (_, at) => pairs.set({ key: `key ${at}`, valueText })));
  return { store, pairs, scope };
}

test('missing directories and files are made for their owner alone', async () => {
  await createStoreWithPairs(1);

  expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  for (const suffix of ['', '-wal', '-shm', '.lock']) expect(statSync(file + suffix).mode & 0o777).toBe(0o600);
});

test('a closed store leaves one file that has everything, and its lock', async () => {
  const { store } = await createStoreWithPairs(1);
  await store.close();

  expect(statSync(`${file}-wal`, { throwIfNoEntry: false })).toBeUndefined();
  expect(statSync(`${file}-shm`, { throwIfNoEntry: false })).toBeUndefined();
});

test('a reopened store has everything it had', async () => {
  const { store, scope } = await createStoreWithPairs(0);
  const write = { key: 'a', valueText: '1e400', idempotencyKey: 'k' };
  const result = await store.pairs(scope).set(write);
  const hash = hashOf('session');
  const { tenantId, actorId: apiKeyId } = scope;
  await store.createSession({ hash, tenantId, apiKeyId, expires: '2999-01-01T00:00:00.000Z', idleMs: 60_000 });
  const before = await store.pairs(scope).listWithValues({});
  await store.close();

  const reopened = await open();

  expect(reopened.instanceId).toBe(store.instanceId);
  expect(await reopened.pairs(scope).listWithValues({})).toEqual(before);
  expect(await reopened.pairs(scope).count()).toBe(1);
  expect(await reopened.pairs(scope).set(write)).toEqual(result);
  expect(await reopened.findSession(hash)).toMatchObject({ tenantId, actorId: apiKeyId });
});

test('a closed store refuses everything but to be closed again', async () => {
  const { store, pairs } = await createStoreWithPairs(1);
  await store.close();

  await expect(pairs.set({ key: 'a', valueText: '1' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(pairs.list({})).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(store.ping()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(store.close()).resolves.toBeUndefined();
});

test('writes under way are done before the store closes', async () => {
  const { store, pairs, scope } = await createStoreWithPairs(0);
  const writes = Array.from({ length: 20 }, (_, at) => pairs.set({ key: `key ${at}`, valueText: '1' }));

  await store.close();

  expect(await Promise.all(writes)).toHaveLength(20);
  const reopened = await open();
  expect(await reopened.pairs(scope).count()).toBe(20);
});

test('every connection has the settings that safe writes need', async () => {
  mkdirSync(join(file, '..'), { recursive: true });
  const db = openSqliteConnection(file);
  onTestFinished(() => void db.close());

  const settings = [
    'journal_mode',
    'synchronous',
    'busy_timeout',
    'foreign_keys',
    'trusted_schema',
    'cell_size_check',
    'mmap_size',
    'wal_autocheckpoint',
    'journal_size_limit',
  ].map((name) => db.pragma(name, { simple: true }));

  expect(settings).toEqual(['wal', 2, 5_000, 1, 0, 1, 0, 1_000, 67_108_864]);
});

describe('a start is refused, and the file left as it is,', () => {
  test('while another store has it open', async () => {
    const { store } = await createStoreWithPairs(1);

    await expectRefusal(/another server or tool is using it/);

    await store.close();
    await open();
  });

  test.each([
    ['text', 'This is no database.\n'.repeat(500)],
    ['random bytes', Buffer.from(Array.from({ length: 8_192 }, (_, at) => (at * 167) % 251))],
  ])('when it is %s', async (_, bytes) => {
    writeAside(bytes);

    await expectRefusal(/not a database/);

    expect(readFileSync(file).equals(Buffer.from(bytes))).toBe(true);
  });

  test('when it is the database of another program', async () => {
    writeAside('');
    const other = new Sqlite(file);
    other.exec('create table song (title text)');
    other.close();
    const before = readFileSync(file);

    await expectRefusal(/a database of another program/);

    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('when its schema is newer, naming both versions', async () => {
    const { store } = await createStoreWithPairs(1);
    await store.close();
    const db = new Sqlite(file);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(file);

    await expectRefusal(/version 99, .* up to \d+\b/);

    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('when pages in its middle are damaged', async () => {
    const { store } = await createStoreWithPairs(200);
    await store.close();
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 8_192) * 4_096;
    bytes.fill(0x5a, middle, middle + 8 * 4_096);
    writeFileSync(file, bytes);

    await expectRefusal(/damaged/);

    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  test('when its end is missing', async () => {
    const { store } = await createStoreWithPairs(200);
    await store.close();
    truncateSync(file, Math.floor(statSync(file).size / 8_192) * 4_096);

    await expectRefusal(/damaged/);
  });

  test.each(['empty', 'missing'])('when it is %s but a database was there', async (state) => {
    const { store } = await createStoreWithPairs(1);
    await store.close();
    if (state === 'empty') truncateSync(file, 0);
    else rmSync(file);

    await expectRefusal(/missing or empty, but a database was here/);

    rmSync(`${file}.lock`);
    const fresh = await open();
    expect(fresh.instanceId).not.toBe(store.instanceId);
  });

  test('when it cannot be written, with the reason that the database gives', async () => {
    const { store } = await createStoreWithPairs(1);
    await store.close();
    const db = new Sqlite(file);
    db.exec("create trigger broken before insert on meta begin select raise(abort, 'no writes today'); end");
    db.close();

    await expectRefusal(/cannot be opened for writing \(no writes today\)/);
    // Nothing of the refused start is left behind: the lock is free.
    await expectRefusal(/no writes today/);
  });

  test('when it is a directory', async () => {
    mkdirSync(file, { recursive: true });

    await expectRefusal(/cannot be opened/);
  });

  test('when its directory cannot be made', async () => {
    writeAside('');
    file = join(file, 'below', 'kv.sqlite');

    await expectRefusal(/cannot be opened/);
  });
});
