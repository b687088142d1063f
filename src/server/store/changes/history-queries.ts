import {
  type DeletedPair,
  type DeletedPairQuery,
  daysBefore,
  type PairVersion,
  type Retention,
  type VersionQuery,
} from '../history.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, compile, type Program, type Query } from '../programs/program.ts';
import { createDeletedPairs } from './deleted-pairs.ts';

/** Column of each property of a version, in the order of the table. */
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

/** The reading half of `PairHistory`, but for changes. */
export function createHistoryQueries(dialect: Dialect, clock: () => Date, { trashDays }: Retention) {
  const { queries } = dialect;
  const deletedPairs = createDeletedPairs(dialect);
  const restorableAfter = () => daysBefore(clock(), trashDays);

  /** The query of `versions`. Its rows have the properties in their order. */
  function* versionsQuery(
    tenantId: string,
    properties: readonly (keyof PairVersion)[],
    { pairId, version, beforeVersion, limit }: VersionQuery,
  ): Program<Query<PairVersion>> {
    let rows = queries
      .selectFrom('pair_version')
      .where('tenant_id', '=', tenantId)
      .where('pair_id', '=', pairId)
      .orderBy('version', 'desc')
      .limit(limit);
    if (version !== undefined) rows = rows.where('version', '=', version);
    if (beforeVersion !== undefined) rows = rows.where('version', '<', beforeVersion);
    const selections = properties.map((property) => VERSION_SELECTIONS[property]);
    return compile(rows.select(selections).$castTo<PairVersion>());
  }

  /** See `PairHistory.versions`. Rows have only the requested properties. */
  function* versions(
    tenantId: string,
    properties: readonly (keyof PairVersion)[],
    query: VersionQuery,
  ): Program<readonly PairVersion[]> {
    return yield* all(yield* versionsQuery(tenantId, properties, query));
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

  return { versions, versionsQuery, deleted, countDeleted };
}
