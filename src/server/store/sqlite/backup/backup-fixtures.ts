import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { createTenant } from '../../contract/contract-fixtures.ts';
import type { Scope } from '../../store.ts';
import { openSqliteStore } from '../open-sqlite-store.ts';

export const OPTIONS = { progress: () => {}, signal: new AbortController().signal } as const;

export interface TestDatabase {
  readonly directory: string;
  readonly file: string;
}

/** A path for a database in a directory of its own, until the test ends. */
export function createTestPlace(): TestDatabase {
  const directory = mkdtempSync(join(tmpdir(), 'kv-backup-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return { directory, file: join(directory, 'kv.sqlite') };
}

/** Opens a store until the test ends, or closes it itself. */
export async function openTestStore(file: string) {
  const store = await openSqliteStore({ file });
  onTestFinished(() => store.close());
  return store;
}

/** A database with pairs `key 0`, `key 1`, …, some of them changed or deleted; nobody has it open. */
export async function createTestDatabase(count = 200): Promise<TestDatabase> {
  const place = createTestPlace();
  const store = await openTestStore(place.file);
  const { pairs } = await createTenant(store);
  const valueText = JSON.stringify({ text: 'ä'.repeat(500), number: 1 });
  const written = await Promise.all(
    Array.from({ length: count }, (_, at) => pairs.set({ key: `Schlüssel ${at} 🔥`, valueText })),
  );
  await pairs.set({ key: 'Schlüssel 1 🔥', valueText: '1.0' });
  await pairs.rename({ id: written[2]?.id ?? '', key: 'renamed' });
  const gone = [written[3]?.id ?? '', written[4]?.id ?? ''];
  for (const id of gone) await pairs.delete({ id });
  await pairs.restore({ id: gone[0] ?? '', version: 1 });
  await store.close();
  return place;
}

/** Changes a closed database behind the back of the store. */
export function tamper(file: string, sql: string): void {
  const db = new Sqlite(file);
  db.exec(sql);
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}

/** Overwrites a page of a table or index in a closed database: the nth leaf that the check of SQLite would read. */
export function damagePage(file: string, name: string): void {
  const db = new Sqlite(file);
  const pages = db.prepare("select pageno from dbstat where name = ? and pagetype = 'leaf'").pluck().all(name);
  const page = Number(pages[Math.floor(pages.length / 2)]);
  const size = Number(db.pragma('page_size', { simple: true }));
  db.close();
  const bytes = readFileSync(file);
  bytes.fill(0x5a, (page - 1) * size, page * size);
  writeFileSync(file, bytes);
}

/** Anybody in the only tenant of a closed database. */
export function readScope(file: string): Scope {
  const db = new Sqlite(file, { readonly: true });
  const tenantId = String(db.prepare('select id from tenant').pluck().get());
  db.close();
  return { tenantId, actorId: 'key', actorName: 'ada', userId: 'user', via: 'api' };
}
