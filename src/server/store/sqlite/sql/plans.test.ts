import { describe, expect, test } from 'vitest';
import { createChangeQueries } from '../../changes/change-queries.ts';
import { createHistoryQueries } from '../../changes/history-queries.ts';
import { createTenant } from '../../contract/contract-fixtures.ts';
import { type ChangeFilter, DEFAULT_RETENTION } from '../../history.ts';
import { SUMMARY } from '../../pairs/pair-columns.ts';
import { createPairQueries } from '../../pairs/pair-queries.ts';
import { LocalRunner } from '../../programs/local-runner.ts';
import type { Program } from '../../programs/program.ts';
import { SqlStore } from '../../sql-store.ts';
import type { PairFilter, PairQuery } from '../../store.ts';
import { SqliteEngine } from '../engine/engine.ts';
import { openSqliteConnection } from '../file/connection.ts';
import { sqliteDialect } from './dialect.ts';

/*
 * How SQLite goes about the queries that lists are made of. A planner that changes its mind makes a store of a
 * million pairs crawl while every other test still passes.
 */

const db = openSqliteConnection(':memory:');
const engine = new SqliteEngine(db);
const store = new SqlStore(new LocalRunner(engine, () => new Date()), 'instance', { clock: () => new Date() });
const { scope, pairs } = await createTenant(store);
await pairs.set({ key: 'flows/needle', valueText: '1' });
await Promise.all(Array.from({ length: 999 }, (_, at) => pairs.set({ key: `flows/hay ${at}`, valueText: '1' })));
await pairs.set({ key: 'flows/hay 999', valueText: '1' });

const { list, count } = createPairQueries(sqliteDialect);
const { versions, deleted } = createHistoryQueries(sqliteDialect, () => new Date(), DEFAULT_RETENTION);
const { select } = createChangeQueries(sqliteDialect);

/** The plan of the last query of a program. */
function planOf(program: Program<unknown>): string {
  let plan = '';
  let step = program.next([]);
  while (!step.done) {
    const { sql, parameters } = step.value;
    const rows = db.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...parameters);
    plan = rows.map(({ detail }) => detail).join('\n');
    step = program.next(db.prepare(sql).all(...parameters));
  }
  return plan;
}

const planOfList = (query: PairQuery) => planOf(list(scope.tenantId, SUMMARY, query));
const planOfCount = (filter: PairFilter) => planOf(count(scope.tenantId, filter));

const search = (operator: 'like' | 'ilike', operand: string): PairFilter => ({
  kind: 'compare',
  column: 'key',
  operator,
  operand,
});

describe('a page', () => {
  test.each([
    { column: 'key', direction: 'asc', index: 'sqlite_autoindex_pair_1' },
    { column: 'key', direction: 'desc', index: 'sqlite_autoindex_pair_1' },
    { column: 'updated', direction: 'desc', index: 'pair_by_updated' },
    { column: 'size', direction: 'desc', index: 'pair_by_size' },
    { column: 'type', direction: 'asc', index: 'pair_by_type' },
    { column: 'createdBy', direction: 'asc', index: 'pair_by_created_by' },
  ] as const)('by $column $direction is found in an index, in order', ({ column, direction, index }) => {
    const plan = planOfList({ order: [{ column, direction }], limit: 100, offset: 200 });

    expect(plan).toContain(`USING COVERING INDEX ${index} (tenant_id=?)`);
    // One for the order of the page itself, none for the order of all pairs.
    expect(plan.match(/TEMP B-TREE/g)).toHaveLength(1);
  });

  test.each([
    { column: 'updated', direction: 'asc' },
    { column: 'size', direction: 'asc' },
    { column: 'type', direction: 'desc' },
  ] as const)('by $column $direction sorts no more than pairs that are equal in it', ({ column, direction }) => {
    const plan = planOfList({ order: [{ column, direction }], limit: 100 });

    expect(plan).toContain(`USING COVERING INDEX pair_by_${column} (tenant_id=?)`);
    expect(plan).toContain('USE TEMP B-TREE FOR LAST TERM OF ORDER BY');
  });

  test.each(['key', 'updated'] as const)('of a rare search by %s looks at the candidates alone', (column) => {
    const plan = planOfList({
      filter: search('ilike', '%NEEDLE%'),
      order: [{ column, direction: 'desc' }],
      limit: 100,
    });

    expect(plan).toContain('SEARCH pair USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).not.toContain('tenant_id=?');
  });

  test('of a common search walks the index that has the order, and no row', () => {
    const order = [{ column: 'updated', direction: 'desc' }] as const;

    for (const pattern of ['%lows/%', '%FLOWS%', 'flows/%']) {
      for (const operator of ['like', 'ilike'] as const) {
        const plan = planOfList({ filter: search(operator, pattern), order, limit: 100 });
        expect(plan).toContain('USING COVERING INDEX pair_by_updated (tenant_id=?)');
      }
    }
  });

  test('of a prefix by key is read from its range of keys', () => {
    const plan = planOfList({ filter: search('like', 'flows/%'), limit: 100 });

    expect(plan).toContain('USING COVERING INDEX sqlite_autoindex_pair_1 (tenant_id=? AND key>? AND key<?)');
  });
});

describe('a count', () => {
  test('of a common search reads the keys from an index alone', () => {
    for (const pattern of ['%flows%', '%É%', 'fl%', '%y']) {
      expect(planOfCount(search('ilike', pattern))).toMatch(/USING COVERING INDEX \S+ \(tenant_id=\?\)/);
    }
  });

  test('of a rare search looks at the candidates alone', () => {
    expect(planOfCount(search('ilike', '%needle%'))).toContain('SEARCH pair USING INTEGER PRIMARY KEY (rowid=?)');
  });
});

test.each(['id', 'key'] as const)('one pair by its %s is found in an index', (column) => {
  const filter: PairFilter = { kind: 'compare', column, operator: 'eq', operand: 'x' };

  expect(planOfList({ filter })).toMatch(
    new RegExp(`^SEARCH pair USING INDEX sqlite_autoindex_pair_[12] \\(tenant_id=\\? AND ${column}=\\?\\)$`),
  );
});

describe('what was', () => {
  test('of one pair is found by its id, in order of version', () => {
    for (const query of [{}, { beforeVersion: 7 }, { version: 7 }]) {
      const plan = planOf(versions(scope.tenantId, ['version', 'preview'], { pairId: 'x', limit: 50, ...query }));

      expect(plan).toMatch(
        /^SEARCH pair_version USING INDEX sqlite_autoindex_pair_version_1 \(tenant_id=\? AND pair_id=\?/,
      );
      expect(plan).not.toContain('TEMP B-TREE');
    }
  });

  test('of deleted pairs is found in order of their deletion', () => {
    for (const search of [undefined, 'needle']) {
      const plan = planOf(deleted(scope.tenantId, { search, limit: 50, offset: 0 }));

      expect(plan).toBe('SEARCH deleted_pair USING INDEX deleted_pair_by_deleted (tenant_id=? AND deleted>?)');
    }
  });

  test('of one key is found by the key, in order of revision; all else by revision', () => {
    const planOfChanges = (filter: ChangeFilter, search?: string) =>
      planOf(select(scope.tenantId, { filter, search }, { from: 1, before: 1_000 }, 50));

    for (const filter of [{ key: 'flows/needle' }, { key: 'flows/needle', operation: 'create' }]) {
      expect(planOfChanges(filter)).toMatch(
        /^SEARCH change USING PRIMARY KEY \(tenant_id=\? AND revision=\?\)\n.*\n.* USING COVERING INDEX change_by_key /,
      );
    }
    for (const filter of [{}, { operation: 'create' }, { pairId: 'x' }]) {
      expect(planOfChanges(filter)).toBe('SEARCH change USING PRIMARY KEY (tenant_id=? AND revision>? AND revision<?)');
      // The last query is for those whose keys were found to match.
      expect(planOfChanges(filter, 'needle')).toBe('SEARCH change USING PRIMARY KEY (tenant_id=? AND revision=?)');
    }
  });
});
