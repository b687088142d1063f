import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createActor, createTenant, hashOf, issueKey, type TestTenant } from '../contract/contract-fixtures.ts';
import { LocalRunner } from '../programs/local-runner.ts';
import { SqlStore } from '../sql-store.ts';
import { SqliteEngine } from './engine/engine.ts';
import { openSqliteConnection } from './file/connection.ts';

/*
 * Limits that take too long to reach through the store.
 */

let db: Database;
let store: SqlStore;
let tenant: TestTenant;

beforeEach(async () => {
  db = openSqliteConnection(':memory:');
  const clock = () => new Date('2026-08-22T09:00:00.000Z');
  store = new SqlStore(new LocalRunner(new SqliteEngine(db), clock), 'instance', { clock });
  tenant = await createTenant(store);
});
afterEach(() => store.close());

const NUMBERS = 'with recursive number (n) as (select 1 union all select n + 1 from number where n < @count)';

function insertKeys(count: number, ended: { readonly revoked?: string; readonly expires?: string }): void {
  db.prepare(
    `${NUMBERS} insert into api_key (id, tenant_id, user_id, name, hash, configured, created, expires, revoked)
      select 'old ' || n, @tenant, 'user', 'old ' || n, cast('old ' || n as blob), 0, format('2026-08-01T00:00:%06d', n), @expires, @revoked
      from number`,
  ).run({ count, tenant: tenant.scope.tenantId, expires: null, revoked: null, ...ended });
}

const idsOf = (where: string) => db.prepare(`select id from api_key where ${where} order by created`).pluck().all();

test('of all keys of a tenant there are at most 10,000 sessions', async () => {
  const { tenantId, actorId } = tenant.scope;
  const keys = await Promise.all(
    Array.from({ length: 11 }, (_, index) => createActor(store, tenantId, `key ${index}`)),
  );
  const insert = db.prepare(
    `${NUMBERS} insert into session
      select cast(@key || n as blob), @key || n, @key, @tenant, '2026-08-22T08:00:00.000Z', '2026-08-23T09:00:00.000Z', 86400000,
        format('2026-08-22T08:00:%06d', n)
      from number`,
  );
  for (const key of keys) insert.run({ count: 909, key: key.actorId, tenant: tenantId });
  db.prepare(
    "insert into session select x'00', 'one', ?, ?, created, expires, idle_ms, last_seen from session limit 1",
  ).run(actorId, tenantId);
  const count = () => db.prepare('select count(*) from session').pluck().get();
  expect(count()).toBe(10_000);
  const other = await createTenant(store);

  const session = { expires: '2026-08-23T09:00:00.000Z', idleMs: 86_400_000 };
  await store.createSession({
    hash: hashOf('theirs'),
    apiKeyId: other.scope.actorId,
    tenantId: other.scope.tenantId,
    ...session,
  });
  expect(count()).toBe(10_001);
  await store.createSession({ hash: hashOf('ours'), apiKeyId: actorId, tenantId, ...session });
  await store.createSession({ hash: hashOf('ours too'), apiKeyId: actorId, tenantId, ...session });

  expect(count()).toBe(10_001);
  for (const secret of ['theirs', 'ours', 'ours too']) expect(await store.findSession(hashOf(secret))).toBeDefined();
});

test('of keys that no longer work the oldest are forgotten, and what they created stays with its family', async () => {
  insertKeys(10_999, { revoked: '2026-08-21T00:00:00.000Z' });
  db.exec(`update api_key set creator_key_id = '${tenant.scope.actorId}' where id = 'old 1'`);
  db.exec("update api_key set creator_key_id = 'old 1' where id = 'old 2'");
  db.exec("update api_key set creator_key_id = 'old 2' where id = 'old 3'");
  db.exec("update api_key set revoked = null, creator_key_id = 'old 2' where id = 'old 4'");

  for (let made = 1; made <= 2; made += 1) await issueKey(store, tenant.scope, { name: `new ${made}` });

  expect(db.prepare('select count(*) from api_key').pluck().get()).toBe(11_000);
  expect(idsOf("id in ('old 1', 'old 2', 'old 3', 'old 4')")).toEqual(['old 3', 'old 4']);
  const [own] = await store.apiKeys(tenant.scope);
  const keys = await store.apiKeys(tenant.scope);
  expect(own?.id).toBe('old 4');
  expect(keys.find(({ id }) => id === tenant.scope.actorId)?.createdKeys).toBe(3);
});

test('keys that are said to have expired are forgotten after those that were revoked', async () => {
  insertKeys(10_999, { expires: '2026-08-21T00:00:00.000Z' });
  db.exec("update api_key set revoked = '2026-08-21T00:00:00.000Z' where id = 'old 500'");

  for (let made = 1; made <= 2; made += 1) await issueKey(store, tenant.scope, { name: `new ${made}` });

  expect(idsOf("id in ('old 1', 'old 2', 'old 500')")).toEqual(['old 2']);
});
