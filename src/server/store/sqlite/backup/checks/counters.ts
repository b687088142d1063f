import type { Database } from 'better-sqlite3';
import type { Findings } from '../../../verification.ts';

interface Check {
  readonly table: string;
  /** Selects one number: how many rows are wrong. */
  readonly sql: string;
  readonly problem: string;
}

/** What holds in every schema. */
const CHECKS: readonly Check[] = [
  {
    table: 'tenant',
    sql: `select count(*) from tenant
      where pair_count <> (select count(*) from pair where pair.tenant_id = tenant.id)`,
    problem: 'another number of pairs than is recorded',
  },
  {
    table: 'change',
    sql: `select count(*) from tenant join (
        select tenant_id, min(revision) as first, max(revision) as last, count(*) as count from change group by tenant_id
      ) on tenant_id = tenant.id
      where last <> tenant.revision or count <> last - first + 1`,
    problem: 'changes without a gap are not there up to the last one',
  },
  {
    table: 'meta',
    sql: "select not exists (select 1 from meta where name = 'instance_id')",
    problem: 'the id of the database is missing',
  },
];

/** What holds in the schema of this server. */
const CURRENT_CHECKS: readonly Check[] = [
  {
    table: 'tenant',
    sql: `select count(*) from tenant left join (
        select pair_version.tenant_id, sum(pair_version.size) as bytes from pair_version
          left join pair on pair.tenant_id = pair_version.tenant_id and pair.id = pair_version.pair_id
            and pair.version = pair_version.version
          where pair.id is null
          group by pair_version.tenant_id
      ) on tenant_id = tenant.id
      where history_bytes <> coalesce(bytes, 0)`,
    problem: 'other bytes of earlier versions than are recorded',
  },
  {
    table: 'pair_version',
    sql: `select count(*) from pair left join pair_version on pair_version.tenant_id = pair.tenant_id
        and pair_version.pair_id = pair.id and pair_version.version = pair.version
      where pair_version.value is not pair.value or pair_version.key is not pair.key`,
    problem: 'pairs whose current version is missing or another',
  },
  {
    table: 'pair_version',
    sql: `select count(*) from deleted_pair left join pair_version on pair_version.tenant_id = deleted_pair.tenant_id
        and pair_version.pair_id = deleted_pair.id and pair_version.version = deleted_pair.version - 1
      where pair_version.value is null`,
    problem: 'deleted pairs whose last version is missing',
  },
];

/** Compares what is counted with what is there. */
export function checkCounters(db: Database, isCurrent: boolean, findings: Findings): void {
  for (const { table, sql, problem } of isCurrent ? [...CHECKS, ...CURRENT_CHECKS] : CHECKS) {
    const wrong = db.prepare<[], number>(sql).pluck().get() ?? 0;
    if (wrong > 0) findings.add(table, `${problem} (${wrong})`);
  }
}
