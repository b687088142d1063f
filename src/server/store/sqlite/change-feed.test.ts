import { afterAll, expect, test } from 'vitest';
import { createTenant } from '../contract/contract-fixtures.ts';
import type { FeedEvent } from '../feed.ts';
import { LocalRunner } from '../programs/local-runner.ts';
import { SqlStore } from '../sql-store.ts';
import { SqliteEngine } from './engine/engine.ts';
import { openSqliteConnection } from './file/connection.ts';

const db = openSqliteConnection(':memory:');
const store = new SqlStore(new LocalRunner(new SqliteEngine(db), () => new Date()), 'instance', {
  clock: () => new Date(),
});
const stop = new AbortController();
afterAll(async () => {
  stop.abort();
  await store.close();
});

async function tenantWith(changes: number) {
  const tenant = await createTenant(store);
  for (let number = 0; number < changes; number += 1) await tenant.pairs.set({ key: 'a', valueText: `${number}` });
  return tenant;
}

async function firstEvents(events: AsyncIterable<FeedEvent>, count: number): Promise<string[]> {
  const seen: string[] = [];
  for await (const { kind, revision } of events) {
    seen.push(`${kind} ${revision}`);
    if (seen.length === count) break;
  }
  return seen;
}

test('a change that another process has written is found', async () => {
  const { scope } = await tenantWith(1);
  const feed = store.follow(scope, { signal: stop.signal });
  const events = firstEvents(feed, 2);
  // Behind the back of the store, so that nothing wakes the feed.
  setImmediate(() => {
    db.prepare('update tenant set revision = 2 where id = ?').run(scope.tenantId);
    db.exec(`
      create temp table copied as select * from change where tenant_id = '${scope.tenantId}';
      update copied set revision = 2;
      insert into change select * from copied;
    `);
  });

  expect(await events).toEqual(['start 1', 'change 2']);
});

test('changes that are not kept any more are one resync, and what comes after them is told', async () => {
  const { scope, pairs } = await tenantWith(5);
  db.prepare('delete from change where tenant_id = ? and revision <= 3').run(scope.tenantId);

  const events = firstEvents(store.follow(scope, { after: 1, signal: stop.signal }), 3);
  setImmediate(() => void pairs.set({ key: 'b', valueText: '1' }));

  expect(await events).toEqual(['start 1', 'resync 5', 'change 6']);
});

test('too many changes to tell are one resync', async () => {
  const { scope } = await tenantWith(1);
  db.prepare('update tenant set revision = 10002 where id = ?').run(scope.tenantId);

  expect(await firstEvents(store.follow(scope, { after: 1, signal: stop.signal }), 2)).toEqual([
    'start 1',
    'resync 10002',
  ]);
});
