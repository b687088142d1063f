import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compare, createTenant, hashOf, keysOf, type TestTenant } from '../../contract/contract-fixtures.ts';
import { testEngine } from '../../contract/engine.contract.ts';
import { LocalRunner } from '../../programs/local-runner.ts';
import { all, type Program, type Query, run } from '../../programs/program.ts';
import { SqlStore } from '../../sql-store.ts';
import { openSqliteConnection } from '../file/connection.ts';
import { SqliteEngine } from './engine.ts';

testEngine('a connection', async () => new SqliteEngine(openSqliteConnection(':memory:')));

let db: Database;
let engine: SqliteEngine;
let store: SqlStore;
let tenant: TestTenant;

beforeEach(async () => {
  db = openSqliteConnection(':memory:');
  engine = new SqliteEngine(db);
  store = new SqlStore(new LocalRunner(engine, () => new Date()), 'instance', { clock: () => new Date() });
  tenant = await createTenant(store);
});
afterEach(() => store.close());

function countRows(table: string): unknown {
  return db.prepare(`select count(*) from ${table}`).pluck().get();
}

function* insertMeta(name: string): Program<string> {
  yield* run({ sql: 'insert into meta (name, value) values (?, ?)', parameters: [name, name] });
  return name;
}

describe('writes that arrive together', () => {
  function* failHalfDone(): Program<void> {
    yield* insertMeta('half done');
    throw new Error('half done');
  }

  test('are all kept but the one that fails half done', async () => {
    const outcomes = await Promise.allSettled([
      engine.write(() => insertMeta('before')),
      engine.write(failHalfDone),
      engine.write(() => insertMeta('behind')),
      tenant.pairs.set({ key: 'a', valueText: '1' }),
    ]);

    expect(outcomes).toMatchObject([
      { value: 'before' },
      { reason: new Error('half done') },
      { value: 'behind' },
      { value: { version: 1 } },
    ]);
    expect(db.prepare('select name from meta order by name').pluck().all()).toEqual(['before', 'behind']);
    expect(await keysOf(tenant.pairs)).toEqual(['a']);
  });

  test('are all kept but the one that breaks a rule of the database', async () => {
    const outcomes = await Promise.allSettled([
      engine.write(() => insertMeta('once')),
      engine.write(() => insertMeta('once')),
      engine.write(() => insertMeta('another')),
    ]);

    expect(outcomes).toMatchObject([
      { value: 'once' },
      { reason: { code: 'INTERNAL_SERVER_ERROR' } },
      { value: 'another' },
    ]);
    expect(countRows('meta')).toBe(2);
  });

  test('are refused when too many wait, and the others are kept', async () => {
    const writes = Array.from({ length: 1_010 }, (_, at) => tenant.pairs.set({ key: `key ${at}`, valueText: '1' }));

    const outcomes = await Promise.allSettled(writes);

    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(10);
    for (const outcome of refused) expect(outcome).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
    expect(await tenant.pairs.count()).toBe(1_000);
  });

  test('are not kept and not answered with success when they cannot be committed', async () => {
    await tenant.pairs.set({ key: 'kept', valueText: '1' });
    const before = ['pair', 'pair_version', 'change'].map(countRows);
    // As on a full disk.
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
    const valueText = JSON.stringify('x'.repeat(100_000));

    const outcomes = await Promise.allSettled([
      tenant.pairs.set({ key: 'small', valueText: '1' }),
      tenant.pairs.set({ key: 'large', valueText }),
    ]);

    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
    expect(['pair', 'pair_version', 'change'].map(countRows)).toEqual(before);
    expect(await keysOf(tenant.pairs)).toEqual(['kept']);
    await expect(store.ping()).resolves.toBeUndefined();

    db.pragma('max_page_count = 1000000');
    expect(await tenant.pairs.set({ key: 'large', valueText })).toMatchObject({ version: 1 });
  });
});

describe('damage', () => {
  const damaged: string[] = [];
  const search: Query = { sql: "select rowid from pair_search where pair_search match 'abc'", parameters: [] };

  beforeEach(() => {
    damaged.length = 0;
    engine = new SqliteEngine(db, { onDamage: (message) => damaged.push(message) });
    store = new SqlStore(new LocalRunner(engine, () => new Date()), 'instance', { clock: () => new Date() });
    db.unsafeMode();
    db.exec('delete from pair_search_data');
  });

  test('fails the write that finds it, with the table, and no other', async () => {
    const pairs = store.pairs(tenant.scope);

    await expect(pairs.set({ key: 'first key', valueText: '1' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(engine.read(() => all(search))).rejects.toMatchObject({ code: 'UNAVAILABLE' });

    expect(damaged.at(-1)).toMatch(/, in pair_search$/);
    expect(['pair', 'pair_version', 'change'].map(countRows)).toEqual([0, 0, 0]);
    expect(await engine.write(() => insertMeta('another'))).toBe('another');
    await expect(store.ping()).resolves.toBeUndefined();
  });

  test('takes none of the writes along that would be committed together', async () => {
    function* findHalfDone(): Program<void> {
      yield* insertMeta('half done');
      yield* all(search);
    }

    const outcomes = await Promise.allSettled([
      engine.write(() => insertMeta('before')),
      engine.write(findHalfDone),
      engine.write(() => insertMeta('behind')),
    ]);

    expect(outcomes).toMatchObject([{ value: 'before' }, { reason: { code: 'UNAVAILABLE' } }, { value: 'behind' }]);
    expect(db.prepare('select name from meta order by name').pluck().all()).toEqual(['before', 'behind']);
  });

  test('that a commit finds takes none of the others along either', async () => {
    function* insertSearched(): Program<void> {
      yield* run({ sql: "insert into pair_search (rowid, key_folded) values (1, 'abc')", parameters: [] });
    }

    const outcomes = await Promise.allSettled([
      engine.write(() => insertMeta('before')),
      engine.write(insertSearched),
      engine.write(() => insertMeta('behind')),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(db.prepare('select name from meta order by name').pluck().all()).toEqual(['before', 'behind']);
  });
});

test('every change leaves a version and a change row, revisions without gaps', async () => {
  const { id } = await tenant.pairs.set({ key: 'a', valueText: '1.0' });
  await tenant.pairs.set({ key: 'a', valueText: '{"b":2}' });
  await tenant.pairs.set({ key: 'a', valueText: '3', expectedVersion: 7 }).catch(() => {});
  await tenant.pairs.delete({ id });
  await tenant.pairs.delete({ id });

  const versions = db.prepare('select version, operation, key, type, size, actor_name, value from pair_version').all();
  expect(versions).toEqual([
    { version: 1, operation: 'create', key: 'a', type: 'number', size: 3, actor_name: 'ada', value: '1.0' },
    { version: 2, operation: 'update', key: 'a', type: 'object', size: 7, actor_name: 'ada', value: '{"b":2}' },
    { version: 3, operation: 'delete', key: 'a', type: null, size: null, actor_name: 'ada', value: null },
  ]);
  expect(db.prepare('select revision, operation, version, pair_id from change order by revision').all()).toEqual([
    { revision: 1, operation: 'create', version: 1, pair_id: id },
    { revision: 2, operation: 'update', version: 2, pair_id: id },
    { revision: 3, operation: 'delete', version: 3, pair_id: id },
  ]);
  expect(db.prepare('select revision, pair_count from tenant').all()).toEqual([{ revision: 3, pair_count: 0 }]);
});

test('finding keys and sessions writes nothing until maintenance does', async () => {
  const hash = hashOf('key');
  const { tenantId, actorId } = tenant.scope;
  await store.createApiKey({ name: 'used', hash, tenantId });
  const session = { apiKeyId: actorId, tenantId, expires: '2999-01-01T00:00:00.000Z', idleMs: 60_000 };
  await store.createSession({ hash, ...session });
  const changes = () => db.prepare('select total_changes()').pluck().get();
  const before = changes();

  for (let request = 0; request < 10; request += 1) {
    await store.findApiKey(hash);
    await store.findSession(hash);
  }
  expect(changes()).toBe(before);

  await store.runMaintenance();
  const lastUsed = db.prepare("select last_used from api_key where name = 'used'").pluck().get();
  expect(lastUsed).toMatch(/^\d{4}-/);

  const written = changes();
  await store.runMaintenance();
  expect(changes()).toBe(written);
});

test('the search index holds no key that was deleted', async () => {
  const { id } = await tenant.pairs.set({ key: 'needle', valueText: '1' });
  await tenant.pairs.set({ key: 'other needle', valueText: '1' });

  await tenant.pairs.delete({ id });

  expect(db.prepare(`select count(*) from pair_search where pair_search match '"eed"'`).pluck().get()).toBe(1);
  expect(await tenant.pairs.count(compare('key', 'ilike', '%needle%'))).toBe(1);
});

test('statements are kept prepared, the latest ones only', async () => {
  for (let count = 1; count <= 400; count += 1) {
    const operands = Array.from({ length: count }, (_, at) => `${at}`);
    expect(await tenant.pairs.count({ kind: 'in', column: 'key', operands })).toBe(0);
  }

  const rows = await engine.read(() => all({ sql: 'select 1 as one', parameters: [] }));
  expect(rows).toEqual([{ one: 1 }]);
});
