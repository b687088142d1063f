import type { Database } from 'better-sqlite3';
import { Findings, type Progress, type Verification } from '../../verification.ts';
import { isSqliteError } from '../engine/errors.ts';
import { SQLITE_MIGRATIONS } from '../file/migrations.ts';
import { checkCounters } from './checks/counters.ts';
import { checkPages } from './checks/pages.ts';
import { checkSearchIndex } from './checks/search-index.ts';
import { checkValues } from './checks/values.ts';
import { openSnapshot } from './read-only.ts';

/**
 * Reads everything in a database, also while a server is using it, and compares what is written twice.
 *
 * @throws {MaintenanceError | StoreStartError} when it is not a database of ours that this version can read
 */
export async function verifySqliteFile(file: string, progress: Progress): Promise<Verification> {
  const db = openSnapshot(file);
  try {
    return await verify(db, progress);
  } finally {
    db.close();
  }
}

async function verify(db: Database, progress: Progress): Promise<Verification> {
  const findings = new Findings();
  const isCurrent = db.pragma('user_version', { simple: true }) === SQLITE_MIGRATIONS.length;
  const counts = { pair: 0, pair_version: 0 };
  const guard = createGuard(findings);

  progress('reading all pages');
  await guard(undefined, () => checkPages(db, findings));
  for (const table of ['pair', 'pair_version'] as const) {
    await guard(table, async () => {
      counts[table] = await checkValues(db, table, findings, progress);
    });
  }
  progress('comparing counts');
  await guard(undefined, () => checkCounters(db, isCurrent, findings));
  progress('comparing the search index');
  await guard('pair_search', () => checkSearchIndex(db, findings));

  let teams = 0;
  await guard('tenant', () => {
    teams = db.prepare<[], number>('select count(*) from tenant').pluck().get() ?? 0;
  });
  const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
  return { name: db.name, bytes, teams, pairs: counts.pair, versions: counts.pair_version, findings: findings.list() };
}

/** Damage ends a check with an error, and the others go on. */
function createGuard(findings: Findings) {
  return async (table: string | undefined, check: () => void | Promise<void>): Promise<void> => {
    try {
      await check();
    } catch (error) {
      if (!isSqliteError(error) || !/^SQLITE_(CORRUPT|NOTADB|IOERR|ERROR)/.test(error.code)) throw error;
      findings.add(table, error.message);
    }
  };
}
