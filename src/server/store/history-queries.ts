import { type SqlBool, sql } from 'kysely';
import { createDeletedPairs } from './deleted-pairs.ts';
import type { Dialect } from './engine.ts';
import {
  type ChangeFilter,
  type ChangeQuery,
  type DeletedPair,
  type DeletedPairQuery,
  daysBefore,
  type PairChange,
  type PairVersion,
  type Retention,
  type VersionQuery,
} from './history.ts';
import { assertText } from './pair-filter.ts';
import { all, compile, type Program } from './program.ts';

/** What the properties of a version are in the table, in the order of its columns. */
const VERSION_SELECTIONS = {
  pairId: 'pair_id as pairId',
  version: 'version',
  operation: 'operation',
  key: 'key',
  type: 'type',
  size: 'size',
  createdBy: 'actor_name as createdBy',
  via: 'via',
  note: 'note',
  created: 'at as created',
  preview: 'preview',
  valueText: 'value as valueText',
} as const satisfies Record<keyof PairVersion, string>;

const CHANGE_SELECTION = [
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

const CHANGE_COLUMNS = {
  pairId: 'pair_id',
  key: 'key',
  createdBy: 'actor_name',
  operation: 'operation',
  via: 'via',
} as const satisfies Record<keyof ChangeFilter, string>;

/** The reading half of `PairHistory`. */
export function createHistoryQueries(dialect: Dialect, clock: () => Date, { trashDays }: Retention) {
  const { queries } = dialect;
  const deletedPairs = createDeletedPairs(dialect);
  const restorableAfter = () => daysBefore(clock(), trashDays);

  /** See `PairHistory.versions`. Rows have the properties asked for alone. */
  function versions(
    tenantId: string,
    { pairId, version, beforeVersion, limit }: VersionQuery,
    properties: readonly (keyof PairVersion)[],
  ): Program<readonly PairVersion[]> {
    let rows = queries
      .selectFrom('pair_version')
      .where('tenant_id', '=', tenantId)
      .where('pair_id', '=', pairId)
      .orderBy('version', 'desc')
      .limit(limit);
    if (version !== undefined) rows = rows.where('version', '=', version);
    if (beforeVersion !== undefined) rows = rows.where('version', '<', beforeVersion);
    const selections = properties.map((property) => VERSION_SELECTIONS[property]);
    return all(compile(rows.select(selections).$castTo<PairVersion>()));
  }

  /** See `PairHistory.deleted`. */
  function* deleted(tenantId: string, query: DeletedPairQuery): Program<readonly DeletedPair[]> {
    const pairs = yield* deletedPairs.list(tenantId, restorableAfter(), query);
    return pairs.map((pair) => ({ ...pair, restorableUntil: daysBefore(new Date(pair.deleted), -trashDays) }));
  }

  /** See `PairHistory.countDeleted`. */
  function countDeleted(tenantId: string, search: string | undefined): Program<number> {
    return deletedPairs.count(tenantId, restorableAfter(), search);
  }

  /** See `PairHistory.changes`. */
  function changes(tenantId: string, { filter, beforeRevision, limit }: ChangeQuery): Program<readonly PairChange[]> {
    let rows = queries
      .selectFrom('change')
      .select(CHANGE_SELECTION)
      .where('tenant_id', '=', tenantId)
      .orderBy('revision', 'desc')
      .limit(limit);
    if (beforeRevision !== undefined) rows = rows.where('revision', '<', beforeRevision);
    for (const [name, operand] of Object.entries(filter)) {
      assertText(operand);
      rows = rows.where(sql<SqlBool>`${sql.ref(CHANGE_COLUMNS[name as keyof ChangeFilter])} = ${operand}`);
    }
    return all(compile(rows));
  }

  return { versions, deleted, countDeleted, changes };
}
