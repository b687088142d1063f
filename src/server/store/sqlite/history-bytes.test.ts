import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTenant, TestClock, type TestTenant, textOf } from '../contract/contract-fixtures.ts';
import { DEFAULT_RETENTION } from '../history.ts';
import { LocalRunner } from '../programs/local-runner.ts';
import { SqlStore } from '../sql-store.ts';
import { SqliteEngine } from './engine/engine.ts';
import { openSqliteConnection } from './file/connection.ts';

const HISTORY_BYTES = 100_000;
const textWith = (letter: string) => JSON.stringify(letter.repeat(9_998));

let db: Database;
let store: SqlStore;
let tenant: TestTenant;
let clock: TestClock;

beforeEach(async () => {
  db = openSqliteConnection(':memory:');
  clock = new TestClock();
  const runner = new LocalRunner(new SqliteEngine(db), clock.read, {
    ...DEFAULT_RETENTION,
    historyBytes: HISTORY_BYTES,
  });
  store = new SqlStore(runner, 'instance', { clock: clock.read, runningMs: clock.runningMs });
  tenant = await createTenant(store);
});
afterEach(() => store.close());

const counted = () => db.prepare('select history_bytes from tenant').pluck().get();

/** The same, from the rows. */
const actual = () =>
  db
    .prepare(
      `select coalesce(sum(size), 0) from pair_version
        where not exists (select 1 from pair where pair.id = pair_id and pair.version = pair_version.version)`,
    )
    .pluck()
    .get();

test('bytes of earlier versions are counted through every kind of write', async () => {
  const { pairs } = tenant;
  const { id } = await pairs.set({ key: 'a', valueText: textWith('a') });
  expect(counted()).toBe(0);
  await pairs.set({ key: 'a', valueText: '1' });
  expect(counted()).toBe(10_000);
  await pairs.rename({ id, key: 'b' });
  await pairs.restore({ id, version: 1 });
  await pairs.delete({ id });
  expect(counted()).toBe(actual());
  await pairs.restore({ id, version: 2 });
  await pairs.delete({ id });
  expect(counted()).toBe(actual());
  await pairs.purge(id);
  expect(counted()).toBe(0);
});

test('beyond the bytes that are kept the oldest versions go first, and no current one', async () => {
  const { pairs } = tenant;
  const { id } = await pairs.set({ key: 'a', valueText: textWith('a') });
  for (let number = 0; number < 15; number += 1) await pairs.set({ key: 'a', valueText: textWith('b') });
  await pairs.set({ key: 'large', valueText: JSON.stringify('x'.repeat(500_000)) });

  await store.runMaintenance();

  expect(counted()).toBe(HISTORY_BYTES);
  expect(actual()).toBe(HISTORY_BYTES);
  const versions = await pairs.versions({ pairId: id, limit: 100 }, ['version']);
  expect(versions.map(({ version }) => version)).toEqual([16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6]);
  expect(await textOf(pairs, 'large')).toHaveLength(500_002);

  await pairs.set({ key: 'a', valueText: '1' });
  await store.runMaintenance();
  expect(counted()).toBe(HISTORY_BYTES);
});

test('deleted pairs go last, the one deleted first before the others', async () => {
  const { pairs } = tenant;
  for (let number = 0; number < 12; number += 1) {
    const { id } = await pairs.set({ key: `deleted ${number}`, valueText: textWith('d') });
    clock.advance(1);
    await pairs.delete({ id });
  }
  await pairs.set({ key: 'a', valueText: textWith('a') });
  await pairs.set({ key: 'a', valueText: '1' });

  await store.runMaintenance();

  const deleted = await pairs.deleted({ limit: 100, offset: 0 });
  expect(deleted.map(({ key }) => key).toSorted()).toEqual(
    Array.from({ length: 10 }, (_, at) => `deleted ${at + 2}`).toSorted(),
  );
  expect(counted()).toBe(HISTORY_BYTES);
  expect(actual()).toBe(HISTORY_BYTES);
  const [last] = deleted;
  expect((await pairs.restore({ id: last?.id ?? '', version: 1 })).version).toBe(3);
});
