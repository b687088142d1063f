import { createChangeLog, type LockedTenant } from '../changes/change-log.ts';
import { createDeletedPairs } from '../changes/deleted-pairs.ts';
import { originOf } from '../pair-fields.ts';
import type { Dialect } from '../programs/engine.ts';
import { first, type Program } from '../programs/program.ts';
import type { PairDeletion, PairWrite, Scope } from '../store.ts';
import type { WriteResult } from '../writes.ts';
import { createIdempotency, toRepeatableRequest } from './idempotency.ts';
import { assertLicence, assertVersion, createPairRows, describeValue, type Value } from './pair-rows.ts';
import { createTimeOrderedId } from './time-ordered-id.ts';
import { createVersionFloors } from './version-floors.ts';

/** Setting and deleting: each program is one transaction. */
export function createPairWrites(dialect: Dialect, clock: () => Date) {
  const rows = createPairRows(dialect);
  const versionFloors = createVersionFloors(dialect);
  const deletedPairs = createDeletedPairs(dialect);
  const { lockTenant, record } = createChangeLog(dialect);
  const { once } = createIdempotency(dialect, clock);

  /** See `PairStore.set`. */
  function set(scope: Scope, write: PairWrite): () => Program<WriteResult> {
    const { key, valueText, expectedVersion, note, idempotencyKey } = write;
    const request = toRepeatableRequest(idempotencyKey, ['set', key, valueText, expectedVersion], note);
    const value = describeValue(valueText);
    return function* () {
      const tenant = yield* lockTenant(scope);
      return yield* once(scope, request, setLocked(scope, tenant, write, value));
    };
  }

  function* setLocked(scope: Scope, tenant: LockedTenant, write: PairWrite, value: Value): Program<WriteResult> {
    const { tenantId, actorName } = scope;
    const { key, expectedVersion, note = null } = write;
    const now = clock();
    const at = now.toISOString();
    const current = yield* first(rows.byKey({ tenantId, key }));
    assertVersion(expectedVersion, current?.version ?? 0);
    if (!current) assertLicence(tenant);

    const id = current?.id ?? createTimeOrderedId(now);
    const before = current ? current.version : yield* versionFloors.find(tenantId, key);
    const version = before + 1;
    if (current) yield* rows.setValue({ tenantId, id, version, at, actorName, ...value }, current.type);
    else
      yield* rows.insert(tenantId, {
        id,
        key,
        version,
        updated: at,
        updatedBy: actorName,
        ...originOf(actorName, at),
        ...value,
      });
    const operation = current ? 'update' : 'create';
    const pairsAdded = current ? 0 : 1;
    const replacedBytes = current?.size ?? 0;
    const change = { operation, id, key, previousKey: null, version, at, note, pairsAdded, replacedBytes } as const;
    yield* record(scope, tenant, { ...change, ...value });
    return { id, version, updated: at, updatedBy: actorName };
  }

  /** See `PairStore.delete`. */
  function remove(scope: Scope, deletion: PairDeletion): () => Program<boolean> {
    const { id, expectedVersion, note, idempotencyKey } = deletion;
    const request = toRepeatableRequest(idempotencyKey, ['delete', id, expectedVersion], note);
    return function* () {
      const tenant = yield* lockTenant(scope);
      return yield* once(scope, request, removeLocked(scope, tenant, deletion));
    };
  }

  function* removeLocked(scope: Scope, tenant: LockedTenant, deletion: PairDeletion): Program<boolean> {
    const { tenantId, actorName, via } = scope;
    const { id, expectedVersion, note = null } = deletion;
    const current = yield* first(rows.byId({ tenantId, id }));
    if (!current) return false;
    assertVersion(expectedVersion, current.version);

    const { key } = current;
    const version = current.version + 1;
    const at = clock().toISOString();
    yield* rows.remove({ tenantId, id }, current);
    yield* versionFloors.raise(tenantId, key, version);
    yield* deletedPairs.insert({ tenantId, deleted: at, deletedBy: actorName, via, ...current, version });
    const replacedBytes = current.size;
    const value = { type: null, size: null, preview: null, valueText: null };
    const change = { operation: 'delete', id, key, previousKey: null, version, at, note, pairsAdded: -1 } as const;
    yield* record(scope, tenant, { ...change, ...value, replacedBytes });
    return true;
  }

  return { set, remove };
}
