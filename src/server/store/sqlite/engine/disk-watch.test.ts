import { expect, test } from 'vitest';
import { createTenant, textOf } from '../../contract/contract-fixtures.ts';
import { LocalRunner } from '../../programs/local-runner.ts';
import { SqlStore } from '../../sql-store.ts';
import { DiskWatch } from '../../upkeep/disk-watch.ts';
import { openSqliteConnection } from '../file/connection.ts';
import { SqliteEngine } from './engine.ts';

const clock = () => new Date();

test('a full disk is told once, to clients and operator, keeps reads going, and is over when there is room', async () => {
  const db = openSqliteConnection(':memory:');
  const notices: string[] = [];
  const runner = new DiskWatch(new LocalRunner(new SqliteEngine(db), clock), (message) => notices.push(message));
  const store = new SqlStore(runner, 'instance', { clock });
  const { pairs } = await createTenant(store);
  await pairs.set({ key: 'a', valueText: '1' });
  const valueText = JSON.stringify('x'.repeat(100_000));
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);

  for (let round = 0; round < 3; round += 1) {
    await expect(pairs.set({ key: 'b', valueText })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'The disk of the server is full. Nothing was written.',
    });
  }

  expect(notices).toEqual([
    'The database cannot be written: database or disk is full. Writes are refused until it can; reads go on.',
  ]);
  expect(await textOf(pairs, 'a')).toBe('1');
  expect(await pairs.count()).toBe(1);

  db.pragma('max_page_count = 1000000');
  await store.ping();
  expect(notices.slice(1)).toEqual(['The database can be written again.']);
  await pairs.set({ key: 'b', valueText });
  expect(notices).toHaveLength(2);
  await store.close();
});

test('a server that cannot write is not ready', async () => {
  const db = openSqliteConnection(':memory:');
  const runner = new DiskWatch(new LocalRunner(new SqliteEngine(db), clock), () => {});
  const store = new SqlStore(runner, 'instance', { clock });
  const { pairs } = await createTenant(store);
  db.pragma('query_only = 1');
  await expect(pairs.set({ key: 'a', valueText: '1' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });

  await expect(store.ping()).rejects.toMatchObject({ code: 'UNAVAILABLE' });

  db.pragma('query_only = 0');
  await store.ping();
  await store.close();
});
