import { sql } from 'kysely';
import { KvError } from '#contract/errors.ts';
import { daysBefore, type PairRename, type PairRestoration, type Retention } from '../history.ts';
import { createIdempotency, toRepeatableRequest } from '../pairs/idempotency.ts';
import { assertLicence, assertVersion, createPairRows, describeValue } from '../pairs/pair-rows.ts';
import { createVersionFloors } from '../pairs/version-floors.ts';
import type { Dialect } from '../programs/engine.ts';
import { first, type Program, run, template } from '../programs/program.ts';
import type { Scope } from '../store.ts';
import type { WriteResult } from '../writes.ts';
import { createChangeLog, type LockedTenant } from './change-log.ts';
import { createDeletedPairs } from './deleted-pairs.ts';

/** The writing half of `PairHistory`: each program is one transaction. */
export function createHistoryWrites(dialect: Dialect, clock: () => Date, { trashDays }: Retention) {
  const { queries } = dialect;
  const rows = createPairRows(dialect);
  const versionFloors = createVersionFloors(dialect);
  const deletedPairs = createDeletedPairs(dialect);
  const { lockTenant, record, forgetHistory } = createChangeLog(dialect);
  const { once } = createIdempotency(dialect, clock);

  const textOfVersion = template((pair: { tenantId: string; id: string; version: number }) =>
    queries
      .selectFrom('pair_version')
      .select('value as valueText')
      .where('tenant_id', '=', pair.tenantId)
      .where('pair_id', '=', pair.id)
      .where('version', '=', pair.version),
  );

  const kept = template((pair: { tenantId: string; id: string }) =>
    queries
      .selectFrom('pair_version')
      .select([sql<number>`count(*)`.as('versions'), sql<number>`coalesce(sum(size), 0)`.as('bytes')])
      .where('tenant_id', '=', pair.tenantId)
      .where('pair_id', '=', pair.id),
  );

  const removeVersions = template((pair: { tenantId: string; id: string }) =>
    queries.deleteFrom('pair_version').where('tenant_id', '=', pair.tenantId).where('pair_id', '=', pair.id),
  );

  /** See `PairHistory.rename`. */
  function rename(scope: Scope, change: PairRename): () => Program<WriteResult> {
    const { id, key, expectedVersion, note, idempotencyKey } = change;
    const request = toRepeatableRequest(idempotencyKey, ['rename', id, key, expectedVersion], note);
    return function* () {
      const tenant = yield* lockTenant(scope);
      return yield* once(scope, request, renameLocked(scope, tenant, change));
    };
  }

  function* renameLocked(scope: Scope, tenant: LockedTenant, change: PairRename): Program<WriteResult> {
    const { tenantId, actorName } = scope;
    const { id, key, expectedVersion, note = null } = change;
    const current = yield* first(rows.byId({ tenantId, id }));
    if (!current) throw new KvError('NOT_FOUND', 'There is no pair with this id.');
    assertVersion(expectedVersion, current.version);
    if (current.key === key) {
      return { id, version: current.version, updated: current.updated, updatedBy: current.updatedBy };
    }
    const other = yield* first(rows.byKey({ tenantId, key }));
    if (other) {
      throw new KvError('VERSION_CONFLICT', 'Another pair has this key.', { current_version: other.version });
    }

    // Above what was counted under the new key too, so the version may grow by more than 1.
    const version = Math.max(current.version, yield* versionFloors.find(tenantId, key)) + 1;
    const at = clock().toISOString();
    const value = yield* first(rows.valueById({ tenantId, id }));
    yield* rows.setKey({ tenantId, id, key, version, at, actorName }, current);
    yield* versionFloors.raise(tenantId, current.key, version);
    yield* record(scope, tenant, {
      operation: 'rename',
      id,
      key,
      previousKey: current.key,
      version,
      at,
      note,
      pairsAdded: 0,
      replacedBytes: current.size,
      type: current.type,
      size: current.size,
      preview: current.preview,
      valueText: value?.valueText ?? null,
    });
    return { id, version, updated: at, updatedBy: actorName };
  }

  /** See `PairHistory.restore`. */
  function restore(scope: Scope, restoration: PairRestoration): () => Program<WriteResult> {
    const { id, version, key, expectedVersion, note, idempotencyKey } = restoration;
    const content = ['restore', id, version, expectedVersion];
    // Without a key nothing is added, as with notes; and no key can pass for a note.
    const request = toRepeatableRequest(idempotencyKey, key === undefined ? content : ['as', key, ...content], note);
    return function* () {
      const tenant = yield* lockTenant(scope);
      return yield* once(scope, request, restoreLocked(scope, tenant, restoration));
    };
  }

  function* restoreLocked(scope: Scope, tenant: LockedTenant, restoration: PairRestoration): Program<WriteResult> {
    const { tenantId, actorName } = scope;
    const { id, expectedVersion, note = null } = restoration;
    const current = yield* first(rows.byId({ tenantId, id }));
    if (!current) return yield* restoreDeleted(scope, tenant, restoration);
    assertVersion(expectedVersion, current.version);
    if (restoration.key !== undefined && restoration.key !== current.key) {
      throw new KvError('BAD_USER_INPUT', 'This pair is not deleted: rename it to give it another key.');
    }
    const value = describeValue(yield* readText(tenantId, restoration));

    const version = current.version + 1;
    const at = clock().toISOString();
    yield* rows.setValue({ tenantId, id, version, at, actorName, ...value }, current.type);
    const { key, size: replacedBytes } = current;
    const change = { operation: 'restore', id, key, previousKey: null, version, at, note, pairsAdded: 0 } as const;
    yield* record(scope, tenant, { ...change, ...value, replacedBytes });
    return { id, version, updated: at, updatedBy: actorName };
  }

  function* restoreDeleted(scope: Scope, tenant: LockedTenant, restoration: PairRestoration): Program<WriteResult> {
    const { tenantId, actorName } = scope;
    const { id, expectedVersion, note = null } = restoration;
    const now = clock();
    const deleted = yield* first(deletedPairs.byId({ tenantId, id, after: daysBefore(now, trashDays) }));
    if (!deleted) throw new KvError('NOT_FOUND', 'There is no such pair, or it can no longer be restored.');
    assertVersion(expectedVersion, deleted.version);
    const { key: formerKey, version: deletedVersion, ...origin } = deleted;
    const { key = formerKey } = restoration;
    const value = describeValue(yield* readText(tenantId, restoration));
    assertLicence(tenant);
    const other = yield* first(rows.byKey({ tenantId, key }));
    if (other) {
      throw new KvError('BAD_USER_INPUT', 'Another pair has this key now: rename it first.', {
        current_version: other.version,
      });
    }

    // Above its own versions, and above those that other pairs have had under the key.
    const version = Math.max(deletedVersion, yield* versionFloors.find(tenantId, key)) + 1;
    const at = now.toISOString();
    const previousKey = key === formerKey ? null : formerKey;
    yield* deletedPairs.remove(tenantId, id);
    yield* rows.insert(tenantId, { id, key, version, updated: at, updatedBy: actorName, ...origin, ...value });
    const change = { operation: 'restore', id, key, previousKey, version, at, note, pairsAdded: 1 } as const;
    // The deletion has replaced the last value already.
    yield* record(scope, tenant, { ...change, ...value, replacedBytes: 0 });
    return { id, version, updated: at, updatedBy: actorName };
  }

  function* readText(tenantId: string, { id, version }: PairRestoration): Program<string> {
    const old = yield* first(textOfVersion({ tenantId, id, version }));
    if (!old) throw new KvError('NOT_FOUND', 'There is no such version of the pair, or it is no longer kept.');
    if (old.valueText === null) throw new KvError('BAD_USER_INPUT', 'A deletion has no value that could be restored.');
    return old.valueText;
  }

  /** See `PairHistory.purge`. */
  function purge(scope: Scope, id: string): () => Program<boolean> {
    const { tenantId } = scope;
    return function* () {
      yield* lockTenant(scope);
      if (yield* first(rows.byId({ tenantId, id }))) {
        throw new KvError('BAD_USER_INPUT', 'Only a deleted pair can be purged: delete it first.');
      }
      const { versions = 0, bytes = 0 } = (yield* first(kept({ tenantId, id }))) ?? {};
      if (versions === 0) return false;
      yield* deletedPairs.remove(tenantId, id);
      yield* run(removeVersions({ tenantId, id }));
      yield* forgetHistory({ tenantId, bytes });
      return true;
    };
  }

  return { rename, restore, purge };
}
