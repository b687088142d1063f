import { type SqlBool, sql } from 'kysely';
import type { ChangeFilter, ChangeQuery, PairChange } from '../history.ts';
import { assertText } from '../pairs/filter-sql.ts';
import { foldCase } from '../pairs/fold-case.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, compile, first, type Program, template } from '../programs/program.ts';

/** Changes that one query scans. Only those of a key are found in an index. */
const CHUNK = 10_000;
/** The same for one key: each is looked up separately. */
const KEY_CHUNK = 1_000;
/** Changes that are read by their numbers in one query. */
const HITS_AT_ONCE = 500;

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
  createdBy: 'actor_name',
  operation: 'operation',
  via: 'via',
} as const satisfies Record<Exclude<keyof ChangeFilter, 'key'>, string>;

/** Revisions from `from` to just before `before`. */
export interface RevisionRange {
  readonly from: number;
  readonly before: number;
}

/** What changes have to be like; without the page of them. */
export type ChangeConditions = Omit<ChangeQuery, 'beforeRevision' | 'limit'>;

/** Queries for changes, each short: `findChanges` puts them together. */
export function createChangeQueries({ queries }: Dialect) {
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

  function* edges(tenantId: string): Program<RevisionRange> {
    const from = yield* first(oldest({ tenantId }));
    const last = yield* first(newest({ tenantId }));
    return { from: from?.revision ?? 0, before: (last?.revision ?? -1) + 1 };
  }

  const startOfKeyChunk = template((key: { tenantId: string; key: string; before: number }) =>
    queries
      .selectFrom('change')
      .select('revision')
      .where('tenant_id', '=', key.tenantId)
      .where('key', '=', key.key)
      .where('revision', '<', key.before)
      .orderBy('revision', 'desc')
      .limit(1)
      .offset(KEY_CHUNK - 1),
  );

  /** The next changes to look at, those before `before`. */
  function* nextRange(
    tenantId: string,
    { key }: ChangeFilter,
    kept: RevisionRange,
    before: number,
  ): Program<RevisionRange> {
    if (key === undefined) return { from: Math.max(kept.from, before - CHUNK), before };
    assertText(key);
    const start = yield* first(startOfKeyChunk({ tenantId, key, before }));
    return { from: start?.revision ?? kept.from, before };
  }

  /** The changes of a range that match, newest first. */
  function* select(
    tenantId: string,
    conditions: ChangeConditions,
    range: RevisionRange,
    limit: number,
  ): Program<readonly PairChange[]> {
    const { search, ...others } = conditions;
    if (search === undefined) return yield* selectRange(tenantId, others, range, limit);
    // No index has parts of keys of changes, and engines fold letters differently, so the keys are compared here.
    const part = foldCase(search);
    const keys = yield* all(compile(inRange(tenantId, range).select(['revision', 'key', 'previous_key'])));
    const isHit = (key: string | null) => key !== null && foldCase(key).includes(part);
    const found: PairChange[] = [];
    const hits = keys
      .filter(({ key, previous_key }) => isHit(key) || isHit(previous_key))
      .map(({ revision }) => revision);
    hits.sort((a, b) => b - a);
    for (let at = 0; at < hits.length && found.length < limit; at += HITS_AT_ONCE) {
      const revisions = hits.slice(at, at + HITS_AT_ONCE);
      found.push(...(yield* selectRange(tenantId, others, range, limit - found.length, revisions)));
    }
    return found;
  }

  const inRange = (tenantId: string, { from, before }: RevisionRange) =>
    queries
      .selectFrom('change')
      .where('tenant_id', '=', tenantId)
      .where('revision', '<', before)
      .where('revision', '>=', from);

  function selectRange(
    tenantId: string,
    { filter, from, until }: Omit<ChangeConditions, 'search'>,
    range: RevisionRange,
    limit: number,
    revisions?: readonly number[],
  ): Program<readonly PairChange[]> {
    const { key, ...others } = filter;
    // Revisions first, from the index alone: a planner that has to fetch the rows walks all of them in order instead.
    const ofKey =
      key === undefined
        ? inRange(tenantId, range)
        : queries
            .selectFrom('change')
            .where('tenant_id', '=', tenantId)
            .where('revision', 'in', inRange(tenantId, range).select('revision').where('key', '=', key));
    let rows = ofKey.select(SELECTION).orderBy('revision', 'desc').limit(limit);
    if (revisions) rows = rows.where('revision', 'in', revisions);
    if (from !== undefined) rows = rows.where('at', '>=', from);
    if (until !== undefined) rows = rows.where('at', '<', until);
    for (const [name, operand] of Object.entries(others)) {
      if (operand === undefined) continue;
      assertText(operand);
      rows = rows.where(sql<SqlBool>`${sql.ref(COLUMNS[name as keyof typeof COLUMNS])} = ${operand}`);
    }
    return all(compile(rows));
  }

  return { edges, nextRange, select };
}
