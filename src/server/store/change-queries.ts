import { setImmediate } from 'node:timers/promises';
import { type SqlBool, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { ChangeFilter, ChangeQuery, PairChange } from './history.ts';
import { assertText } from './pair-filter.ts';
import { all, compile, first, type Program, template } from './program.ts';

/** Changes that are looked at in one go. Others than those of a key are found in no index. */
const CHUNK = 10_000;

const SELECTION = [
  'revision',
  'pair_id as pairId',
  'key',
  'previous_key as previousKey',
  'operation',
  'version',
  'type',
  'size',
  'at as created',
  'actor_name as createdBy',
  'via',
  'note',
] as const;

const COLUMNS = {
  pairId: 'pair_id',
  key: 'key',
  createdBy: 'actor_name',
  operation: 'operation',
  via: 'via',
} as const satisfies Record<keyof ChangeFilter, string>;

/** Revisions from `from` to just before `before`. */
interface Range {
  readonly from: number;
  readonly before: number;
}

/** Finds changes without keeping other requests waiting, however many there are. */
export function createChangeQueries(engine: Engine) {
  const { queries } = engine.dialect;

  const edge = (direction: 'asc' | 'desc') =>
    template(({ tenantId }: { tenantId: string }) =>
      queries
        .selectFrom('change')
        .select('revision')
        .where('tenant_id', '=', tenantId)
        .orderBy('revision', direction)
        .limit(1),
    );
  const oldest = edge('asc');
  const newest = edge('desc');

  function* edges(tenantId: string): Program<Range> {
    const from = yield* first(oldest({ tenantId }));
    const last = yield* first(newest({ tenantId }));
    return { from: from?.revision ?? 0, before: (last?.revision ?? -1) + 1 };
  }

  /** The changes of a range that match, newest first. */
  function select(tenantId: string, filter: ChangeFilter, { from, before }: Range, limit: number) {
    let rows = queries
      .selectFrom('change')
      .select(SELECTION)
      .where('tenant_id', '=', tenantId)
      .where('revision', '<', before)
      .where('revision', '>=', from)
      .orderBy('revision', 'desc')
      .limit(limit);
    for (const [name, operand] of Object.entries(filter)) {
      if (operand === undefined) continue;
      assertText(operand);
      rows = rows.where(sql<SqlBool>`${sql.ref(COLUMNS[name as keyof ChangeFilter])} = ${operand}`);
    }
    return all(compile(rows));
  }

  /** See `PairHistory.changes`. */
  async function find(tenantId: string, { filter, beforeRevision, limit }: ChangeQuery) {
    const kept = await engine.read(() => edges(tenantId));
    const found: PairChange[] = [];
    let before = Math.min(beforeRevision ?? kept.before, kept.before);
    while (before > kept.from && found.length < limit) {
      const from = filter.key === undefined ? Math.max(kept.from, before - CHUNK) : kept.from;
      const range = { from, before };
      found.push(...(await engine.read(() => select(tenantId, filter, range, limit - found.length))));
      before = from;
      // A read of an engine that answers at once lets nothing else run.
      if (before > kept.from && found.length < limit) await setImmediate();
    }
    return found;
  }

  return { find, select };
}
