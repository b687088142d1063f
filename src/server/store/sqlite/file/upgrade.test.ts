import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { PairFilter, Scope } from '../../store.ts';
import { openSqliteStore } from '../open-sqlite-store.ts';
import { SQLITE_MIGRATIONS } from './migrations.ts';

const SCOPE: Scope = { tenantId: 'tenant', actorId: 'key', actorName: 'ada', userId: 'user', via: 'api' };
const LARGE = JSON.stringify('é'.repeat(200_000));

let directory: string;
let file: string;
let db: Database;

/** A database as a server that knew one step left it. */
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kv-upgrade-'));
  file = join(directory, 'kv.sqlite');
  db = new Sqlite(file);
  db.pragma('journal_mode = wal');
  db.exec(SQLITE_MIGRATIONS[0] ?? '');
  db.pragma('application_id = 0x4b565354');
  db.pragma('user_version = 1');
  db.exec(`
    insert into tenant values ('tenant', 'Default', 'default', 10, 1, 6, '2026-08-01T00:00:00.000Z');
    insert into pair (tenant_id, id, key, key_folded, type, size, version, preview, created, updated, updated_by, value)
      values ('tenant', 'one', 'Kept', 'kept', 'number', 5, 2, '1e400', '2026-08-01T00:00:00.000Z',
        '2026-08-02T00:00:00.000Z', 'grace', '1e400');
    insert into pair_search (rowid, key_folded) values (1, 'kept');
  `);
  const version = db.prepare('insert into pair_version values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  version.run('tenant', 'one', 1, 'create', 'Kept', 'object', 20, 'key', 'ada', at(1), '{"a":1.0,"a":1}');
  version.run('tenant', 'one', 2, 'update', 'Kept', 'number', 5, 'key', 'grace', at(2), '1e400');
  version.run('tenant', 'two', 1, 'create', 'Gone', 'string', 400_002, 'key', 'ada', at(3), LARGE);
  version.run('tenant', 'two', 2, 'delete', 'Gone', null, 0, 'key', 'grace', at(4), null);
  version.run('tenant', 'three', 3, 'create', 'Gone', 'null', 4, 'key', 'ada', at(5), 'null');
  version.run('tenant', 'three', 4, 'delete', 'Gone', null, 0, 'key', 'ada', at(6), null);
  const change = db.prepare('insert into change values (?, ?, ?, ?, ?, ?, ?, ?)');
  change.run('tenant', 1, 'one', 'Kept', 'create', 1, 'ada', at(1));
  change.run('tenant', 2, 'one', 'Kept', 'update', 2, 'grace', at(2));
  change.run('tenant', 3, 'two', 'Gone', 'create', 1, 'ada', at(3));
  change.run('tenant', 4, 'two', 'Gone', 'delete', 2, 'grace', at(4));
  change.run('tenant', 5, 'three', 'Gone', 'create', 3, 'ada', at(5));
  change.run('tenant', 6, 'three', 'Gone', 'delete', 4, 'ada', at(6));
  db.close();
});
afterEach(() => rmSync(directory, { recursive: true }));

const at = (day: number) => `2026-08-0${day}T00:00:00.000Z`;

/** Opens the file until the test ends, or closes it itself. */
async function open() {
  const store = await openSqliteStore({ file, clock: () => new Date(at(7)) });
  onTestFinished(() => store.close());
  return store;
}

test('a file of the first schema keeps pairs, versions, changes and the way versions count', async () => {
  const store = await open();
  const pairs = store.pairs(SCOPE);

  expect(await pairs.listWithValues({})).toMatchObject([{ id: 'one', key: 'Kept', version: 2, valueText: '1e400' }]);
  expect(
    await pairs.versions({ pairId: 'one', limit: 10 }, ['version', 'createdBy', 'via', 'note', 'preview', 'valueText']),
  ).toEqual([
    { version: 2, createdBy: 'grace', via: 'api', note: null, preview: '1e400', valueText: '1e400' },
    { version: 1, createdBy: 'ada', via: 'api', note: null, preview: '{"a":1.0,"a":1}', valueText: '{"a":1.0,"a":1}' },
  ]);
  expect(await pairs.versions({ pairId: 'two', version: 2, limit: 1 }, ['operation', 'size', 'preview'])).toEqual([
    { operation: 'delete', size: null, preview: null },
  ]);
  const changes = await pairs.changes({ filter: {}, limit: 10 });
  expect(changes.map(({ revision }) => revision)).toEqual([6, 5, 4, 3, 2, 1]);
  expect(changes.at(-2)).toEqual({
    ...{ revision: 2, pairId: 'one', key: 'Kept', previousKey: null, operation: 'update', version: 2 },
    ...{ type: 'number', size: 5, created: at(2), createdBy: 'grace', via: 'api', note: null },
  });
  expect(await pairs.set({ key: 'Gone', valueText: '1' })).toMatchObject({ version: 5 });
  expect(await pairs.set({ key: 'Kept', valueText: '1', expectedVersion: 2 })).toMatchObject({ version: 3 });
});

test('pairs that were deleted under the first schema can be restored', async () => {
  const store = await open();
  const pairs = store.pairs(SCOPE);

  const deleted = await pairs.deleted({ search: 'gone', limit: 10, offset: 0 });
  expect(deleted).toMatchObject([
    { id: 'three', type: 'null', size: 4, version: 4, preview: 'null', deleted: at(6), deletedBy: 'ada' },
    { id: 'two', type: 'string', size: 400_002, version: 2, deleted: at(4), deletedBy: 'grace', via: 'api' },
  ]);
  expect(deleted[1]?.preview).toMatch(/^"é{100,160}/);
  await pairs.restore({ id: 'two', version: 1 });

  const [pair] = await pairs.listWithValues({ order: [{ column: 'size', direction: 'desc' }], limit: 1 });
  expect(pair).toMatchObject({ id: 'two', key: 'Gone', created: at(3), version: 5 });
  expect(pair?.valueText === LARGE).toBe(true);
  expect(await pairs.count()).toBe(2);
});

test('who created a pair is found in what is kept: a first version, else a change, else it is not known', async () => {
  db = new Sqlite(file);
  const steps = SQLITE_MIGRATIONS.findIndex((step) => step.includes('created_by text'));
  for (const [name, convert] of Object.entries({ fold_case: String, preview_json: String })) db.function(name, convert);
  for (const step of SQLITE_MIGRATIONS.slice(1, steps)) db.exec(step);
  db.pragma(`user_version = ${steps}`);
  const copy = db.prepare(`insert into pair
    select null, tenant_id, ?, ?, ?, type, size, version, preview, created, updated, updated_by, value
    from pair where id = 'one'`);
  copy.run('changed', 'renamed since', 'renamed since');
  copy.run('unknown', 'unknown', 'unknown');
  db.prepare("update change set pair_id = 'changed' where revision = 1").run();
  db.prepare("delete from pair_version where pair_id = 'two' and version = 1").run();
  db.close();

  const store = await open();
  const pairs = store.pairs(SCOPE);

  const order = [{ column: 'createdBy', direction: 'asc' } as const];
  expect(await pairs.list({ order }, ['id', 'key', 'createdBy'])).toEqual([
    { id: 'unknown', key: 'unknown', createdBy: null },
    { id: 'one', key: 'Kept', createdBy: 'ada' },
    { id: 'changed', key: 'renamed since', createdBy: 'ada' },
  ]);
  expect(await pairs.count({ kind: 'isNull', column: 'createdBy' })).toBe(1);
  expect(
    await pairs.list({ filter: { kind: 'compare', column: 'key', operator: 'ilike', operand: '%KEPT%' } }),
  ).toMatchObject([{ id: 'one', created: at(1), updatedBy: 'grace' }]);
  await pairs.restore({ id: 'three', version: 3 });
  const restored: PairFilter = { kind: 'compare', column: 'id', operator: 'eq', operand: 'three' };
  expect(await pairs.list({ filter: restored }, ['createdBy'])).toEqual([{ createdBy: 'ada' }]);
});

test('the bytes of earlier versions and deleted pairs are counted', async () => {
  const store = await open();
  await store.close();

  const opened = new Sqlite(file, { readonly: true });
  // {"a":1.0,"a":1}, recorded with 20 bytes; the text of the second pair; null.
  expect(opened.prepare('select history_bytes from tenant').pluck().get()).toBe(20 + 400_002 + 4);
  opened.close();
});

test('someone signed in stays signed in, and the session can be listed and ended', async () => {
  const hashes = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  db = new Sqlite(file);
  db.exec(`insert into api_key values
    ('key', 'tenant', 'user', 'ada', x'00', 0, '${at(1)}', null, null, null)`);
  const session = db.prepare('insert into session values (?, ?, ?, ?, ?, ?, ?)');
  for (const hash of hashes) session.run(hash, 'key', 'tenant', at(6), at(9), 2 * 86_400_000, at(6));
  db.close();

  const store = await open();

  const ids = (await store.sessions(SCOPE, { limit: 10 })).map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const found = await store.findSession(hashes[0] ?? Buffer.alloc(0));
  expect(found).toMatchObject({ actorId: 'key', actorName: 'ada' });
  expect(await store.endSession(SCOPE, found?.sessionId ?? '')).toBe(true);
  expect(await store.findSession(hashes[0] ?? Buffer.alloc(0))).toBeUndefined();
  expect(await store.sessions(SCOPE, { limit: 10 })).toHaveLength(1);
});

test('an upgraded file has the schema of a new one', async () => {
  await (await open()).close();
  const fresh = join(directory, 'fresh.sqlite');
  await (await openSqliteStore({ file: fresh })).close();
  const schemaOf = (path: string) => {
    const opened = new Sqlite(path, { readonly: true });
    const rows = opened.prepare('select name, sql from sqlite_schema order by name').all();
    const version = opened.pragma('user_version', { simple: true });
    expect(opened.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(opened.pragma('foreign_key_check')).toEqual([]);
    opened.close();
    return { rows, version };
  };

  expect(schemaOf(file)).toEqual(schemaOf(fresh));
  expect(schemaOf(file).version).toBe(SQLITE_MIGRATIONS.length);
});
