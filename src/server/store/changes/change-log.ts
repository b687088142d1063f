import { sql } from 'kysely';
import { KvError } from '#contract/errors.ts';
import type { JsonType } from '#json/text.ts';
import type { Dialect } from '../programs/engine.ts';
import { first, type Program, run, template } from '../programs/program.ts';
import type { Scope } from '../store.ts';
import type { Operation } from '../writes.ts';

/** The row of a tenant, locked: no other transaction changes the tenant's pairs until this one ends. */
export interface LockedTenant {
  readonly pairLimit: number;
  readonly pairCount: number;
  readonly revision: number;
  readonly historyBytes: number;
}

/** One write to a pair. */
export interface Change {
  readonly operation: Operation;
  readonly id: string;
  readonly key: string;
  /** The version that the change made. */
  readonly version: number;
  readonly at: string;
  readonly note: string | null;
  /** Null unless it is a rename. */
  readonly previousKey: string | null;
  /** How many more pairs the tenant has now. */
  readonly pairsAdded: 1 | 0 | -1;
  /** Bytes of the value that is current no more; 0 if there was none. */
  readonly replacedBytes: number;
  /** Null for a deletion, and so are `size`, `preview` and `valueText`. */
  readonly type: JsonType | null;
  readonly size: number | null;
  readonly preview: string | null;
  readonly valueText: string | null;
}

/** The part of a write that all writes share: locking the tenant and recording the change. */
export function createChangeLog({ queries, lockRows }: Dialect) {
  const tenantForUpdate = template(({ tenantId }: { tenantId: string }) =>
    lockRows(
      queries
        .selectFrom('tenant')
        .select(['pair_limit as pairLimit', 'pair_count as pairCount', 'revision', 'history_bytes as historyBytes'])
        .where('id', '=', tenantId),
    ),
  );

  const updateTenant = template((tenant: { tenantId: string } & Omit<LockedTenant, 'pairLimit'>) =>
    queries
      .updateTable('tenant')
      .set({ pair_count: tenant.pairCount, revision: tenant.revision, history_bytes: tenant.historyBytes })
      .where('id', '=', tenant.tenantId),
  );

  const subtractHistory = template(({ tenantId, bytes }: { tenantId: string; bytes: number }) =>
    queries
      .updateTable('tenant')
      .set({ history_bytes: sql<number>`history_bytes - ${bytes}` })
      .where('id', '=', tenantId),
  );

  const insertVersion = template((change: Omit<Scope, 'userId'> & Change) =>
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
      via: change.via,
      note: change.note,
      at: change.at,
      preview: change.preview,
      value: change.valueText,
    }),
  );

  const insertChange = template(
    (change: Pick<Scope, 'tenantId' | 'actorName' | 'via'> & Change & { revision: number }) =>
      queries.insertInto('change').values({
        tenant_id: change.tenantId,
        revision: change.revision,
        pair_id: change.id,
        key: change.key,
        previous_key: change.previousKey,
        operation: change.operation,
        version: change.version,
        type: change.type,
        size: change.size,
        actor_name: change.actorName,
        via: change.via,
        note: change.note,
        at: change.at,
      }),
  );

  /**
   * Every write starts here, so that writers of one tenant queue up instead of deadlocking.
   *
   * @throws {KvError} `NOT_FOUND`
   */
  function* lockTenant({ tenantId }: Pick<Scope, 'tenantId'>): Program<LockedTenant> {
    const tenant = yield* first(tenantForUpdate({ tenantId }));
    if (!tenant) throw new KvError('NOT_FOUND', 'There is no such tenant.');
    return tenant;
  }

  /** Writes the version row, the change row and the counters. */
  function* record(scope: Scope, tenant: LockedTenant, change: Change): Program<void> {
    const revision = tenant.revision + 1;
    const pairCount = tenant.pairCount + change.pairsAdded;
    const { tenantId, actorId, actorName, via } = scope;
    // Spread last: the other way round it costs as much as the query.
    yield* run(insertVersion({ tenantId, actorId, actorName, via, ...change }));
    yield* run(insertChange({ tenantId, actorName, via, revision, ...change }));
    const historyBytes = tenant.historyBytes + change.replacedBytes;
    yield* run(updateTenant({ tenantId, pairCount, revision, historyBytes }));
  }

  /** Counts bytes of versions that have been removed. */
  function* forgetHistory(removed: { tenantId: string; bytes: number }): Program<void> {
    if (removed.bytes > 0) yield* run(subtractHistory(removed));
  }

  return { lockTenant, record, forgetHistory };
}
