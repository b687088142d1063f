import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTenant, TestClock, type TestTenant, textOf } from '../contract/contract-fixtures.ts';
import { DEFAULT_RETENTION } from '../history.ts';
import { LocalRunner } from '../programs/local-runner.ts';
import type { Program } from '../programs/program.ts';
import { SqlStore } from '../sql-store.ts';
import { Housekeeping } from '../upkeep/housekeeping.ts';
import { SqliteEngine } from './engine/engine.ts';
import { openSqliteConnection } from './file/connection.ts';

const RETENTION = { ...DEFAULT_RETENTION, versionsKept: 1, versionDays: 1, trashDays: 10 };
const DAY_MS = 24 * 60 * 60 * 1000;

/** Tells how many rows each transaction has changed. */
class WatchedEngine extends SqliteEngine {
  readonly changes: number[] = [];
  readonly #db: Database;

  constructor(db: Database) {
    super(db);
    this.#db = db;
  }

  override async write<Result>(program: () => Program<Result>): Promise<Result> {
    const before = this.#countChanges();
    const result = await super.write(program);
    this.changes.push(this.#countChanges() - before);
    return result;
  }

  #countChanges(): number {
    return Number(this.#db.prepare('select total_changes()').pluck().get());
  }
}

let db: Database;
let engine: WatchedEngine;
let clock: TestClock;
let store: SqlStore;
let tenant: TestTenant;

beforeEach(async () => {
  db = openSqliteConnection(':memory:');
  engine = new WatchedEngine(db);
  clock = new TestClock();
  store = new SqlStore(new LocalRunner(engine, clock.read, RETENTION), 'instance', {
    clock: clock.read,
    runningMs: clock.runningMs,
  });
  tenant = await createTenant(store);
});
afterEach(() => store.close());

function countRows(table: string): unknown {
  return db.prepare(`select count(*) from ${table}`).pluck().get();
}

test('what a deleted pair would be restored from outlives the other versions and changes', async () => {
  const { pairs } = tenant;
  for (const valueText of ['1', '2', '3']) await pairs.set({ key: 'a', valueText });
  const [pair] = await pairs.list({});
  const id = pair?.id ?? '';
  await pairs.delete({ id });

  for (let day = 1; day < 10; day += 1) {
    clock.advance(DAY_MS);
    await store.runMaintenance();
  }

  expect(await pairs.versions({ pairId: id, limit: 10 }, ['version'])).toEqual([{ version: 4 }, { version: 3 }]);
  expect(countRows('change')).toBe(0);
  await pairs.restore({ id, version: 3 });
  expect(await textOf(pairs, 'a')).toBe('3');
});

test('nothing of a deleted pair is left behind when it can be restored longer than changes are kept', async () => {
  const { pairs } = tenant;
  const { id } = await pairs.set({ key: 'a', valueText: '1' });
  await pairs.delete({ id });
  clock.advance(2 * DAY_MS);
  await store.runMaintenance();

  clock.advance(8 * DAY_MS);
  await store.runMaintenance();

  for (const table of ['pair', 'pair_version', 'deleted_pair', 'change']) expect(countRows(table)).toBe(0);
  expect(await pairs.set({ key: 'a', valueText: '1' })).toMatchObject({ version: 3 });
});

test('a backlog is worked off in transactions of at most some hundred rows, and requests are answered between', async () => {
  const { pairs } = tenant;
  for (let batch = 0; batch < 4; batch += 1) {
    await Promise.all(Array.from({ length: 500 }, () => pairs.set({ key: 'a', valueText: '1' })));
  }
  engine.changes.length = 0;

  const maintenance = store.runMaintenance();
  const write = await pairs.set({ key: 'b', valueText: '1' });
  const leftMeanwhile = countRows('pair_version');
  await maintenance;

  expect(write.version).toBe(1);
  expect(leftMeanwhile).toBeGreaterThan(1_000);
  expect(countRows('pair_version')).toBe(2);
  expect(Math.max(...engine.changes)).toBeLessThanOrEqual(500);

  clock.advance(DAY_MS);
  engine.changes.length = 0;
  await store.runMaintenance();
  expect(countRows('change')).toBe(0);
  expect(Math.max(...engine.changes)).toBeLessThanOrEqual(1_000);
});

test('old idempotency keys go in transactions of some hundred rows, and writes are done between', async () => {
  const { pairs } = tenant;
  for (let batch = 0; batch < 3; batch += 1) {
    await Promise.all(
      Array.from({ length: 700 }, (_, number) =>
        // At times of their own, like those of requests.
        pairs.set({ key: 'a', valueText: '1', idempotencyKey: `${batch} ${number}`, note: `${clock.advance(1)}` }),
      ),
    );
  }
  clock.advance(DAY_MS);
  engine.changes.length = 0;

  const maintenance = store.runMaintenance();
  await pairs.set({ key: 'b', valueText: '1' });
  const leftMeanwhile = countRows('idempotency');
  await maintenance;

  expect(leftMeanwhile).toBeGreaterThan(1_000);
  expect(countRows('idempotency')).toBe(0);
  expect(Math.max(...engine.changes)).toBeLessThanOrEqual(1_000);
});

test('maintenance that is asked for at the end of a run does what has come up since', async () => {
  const { pairs } = tenant;
  let endRun = () => {};
  const isAtEnd = new Promise<void>((resolve) => {
    // The last thing that a run does.
    engine.erase = () => {
      resolve();
      return new Promise((end) => {
        endRun = end;
      });
    };
  });
  const housekeeping = new Housekeeping(new LocalRunner(engine, clock.read, RETENTION), {
    clock: clock.read,
    runningMs: clock.runningMs,
  });
  const first = housekeeping.run();
  await isAtEnd;
  engine.erase = async () => {};
  await Promise.all(Array.from({ length: 10 }, () => pairs.set({ key: 'a', valueText: '1' })));

  const second = housekeeping.run();
  endRun();
  await Promise.all([first, second]);

  expect(countRows('pair_version')).toBe(1);
});

test('maintenance that has nothing to remove writes nothing', async () => {
  await tenant.pairs.set({ key: 'a', valueText: '1' });
  await store.runMaintenance();
  engine.changes.length = 0;

  await store.runMaintenance();

  expect(engine.changes.every((rows) => rows === 0)).toBe(true);
});
