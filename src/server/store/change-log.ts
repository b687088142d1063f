import { KvError } from '#contract/errors.ts';
import type { JsonType } from '#contract/json-text.ts';
import type { Operation } from './database.ts';
import type { Dialect } from './engine.ts';
import { first, type Program, run, template } from './program.ts';
import type { Scope } from './store.ts';

/** The row of a tenant, locked: no other transaction changes the tenant's pairs until this one ends. */
export interface LockedTenant {
  readonly pairLimit: number;
  readonly pairCount: number;
  readonly revision: number;
}

/** What a write did to a pair. */
export interface Change {
  readonly operation: Operation;
  readonly id: string;
  readonly key: string;
  /** The version that the change made. */
  readonly version: number;
  readonly at: string;
  /** Null for a deletion, and so is `valueText`. */
  readonly type: JsonType | null;
  readonly size: number;
  readonly valueText: string | null;
}

const PAIRS_ADDED = { create: 1, update: 0, delete: -1 } as const;

/** What every write does besides changing the pair itself. */
export function createChangeLog({ queries, lockRows }: Dialect) {
  const tenantForUpdate = template(({ tenantId }: { tenantId: string }) =>
    lockRows(
      queries
        .selectFrom('tenant')
        .select(['pair_limit as pairLimit', 'pair_count as pairCount', 'revision'])
        .where('id', '=', tenantId),
    ),
  );

  const updateTenant = template((tenant: { tenantId: string; pairCount: number; revision: number }) =>
    queries
      .updateTable('tenant')
      .set({ pair_count: tenant.pairCount, revision: tenant.revision })
      .where('id', '=', tenant.tenantId),
  );

  const insertVersion = template((change: Pick<Scope, 'tenantId' | 'actorId' | 'actorName'> & Change) =>
    queries.insertInto('pair_version').values({
      tenant_id: change.tenantId,
      pair_id: change.id,
      version: change.version,
      operation: change.operation,
      key: change.key,
      type: change.type,
      size: change.size,
      actor_id: change.actorId,
      actor_name: change.actorName,
      at: change.at,
      value: change.valueText,
    }),
  );

  const insertChange = template((change: Pick<Scope, 'tenantId' | 'actorName'> & Change & { revision: number }) =>
    queries.insertInto('change').values({
      tenant_id: change.tenantId,
      revision: change.revision,
      pair_id: change.id,
      key: change.key,
      operation: change.operation,
      version: change.version,
      actor_name: change.actorName,
      at: change.at,
    }),
  );

  /**
   * Every write starts here, so that writers of one tenant queue up instead of deadlocking.
   *
   * @throws {KvError} `NOT_FOUND`
   */
  function* lockTenant({ tenantId }: Scope): Program<LockedTenant> {
    const tenant = yield* first(tenantForUpdate({ tenantId }));
    if (!tenant) throw new KvError('NOT_FOUND', 'There is no such tenant.');
    return tenant;
  }

  /** Writes the version row, the change row and the counters. */
  function* record(scope: Scope, tenant: LockedTenant, change: Change): Program<void> {
    const revision = tenant.revision + 1;
    const pairCount = tenant.pairCount + PAIRS_ADDED[change.operation];
    const { tenantId, actorId, actorName } = scope;
    // Spread last: the other way round it costs as much as the query.
    yield* run(insertVersion({ tenantId, actorId, actorName, ...change }));
    yield* run(insertChange({ tenantId, actorName, revision, ...change }));
    yield* run(updateTenant({ tenantId, pairCount, revision }));
  }

  return { lockTenant, record };
}
