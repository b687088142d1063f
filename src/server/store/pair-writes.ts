import { sql } from 'kysely';
import { KvError } from '#contract/errors.ts';
import { type JsonType, jsonTypeOf, previewJson } from '#contract/json-text.ts';
import { utf8Length } from '#contract/limits.ts';
import { createChangeLog, type LockedTenant } from './change-log.ts';
import type { Dialect } from './engine.ts';
import { foldCase } from './fold-case.ts';
import { createIdempotency, toRepeatableRequest } from './idempotency.ts';
import { first, type Program, run, template } from './program.ts';
import type { PairDeletion, PairWrite, Scope, WriteResult } from './store.ts';
import { createTimeOrderedId } from './time-ordered-id.ts';

interface Value {
  readonly type: JsonType;
  readonly size: number;
  readonly preview: string;
  readonly valueText: string;
}

interface NewPair extends Value {
  readonly tenantId: string;
  readonly id: string;
  readonly key: string;
  readonly keyFolded: string;
  readonly version: number;
  readonly at: string;
  readonly actorName: string;
}

interface NewValue extends Value {
  readonly tenantId: string;
  readonly id: string;
  readonly version: number;
  readonly at: string;
  readonly actorName: string;
}

/** The writing half of `PairStore`: each program is one transaction. */
export function createPairWrites(dialect: Dialect, clock: () => Date) {
  const { queries, searchIndex } = dialect;
  const { lockTenant, record } = createChangeLog(dialect);
  const { once } = createIdempotency(dialect, clock);

  const currentByKey = template((pair: { tenantId: string; key: string }) =>
    queries
      .selectFrom('pair')
      .select(['id', 'version', 'type'])
      .where('tenant_id', '=', pair.tenantId)
      .where('key', '=', pair.key),
  );

  const currentById = template((pair: { tenantId: string; id: string }) =>
    queries
      .selectFrom('pair')
      .select(['row_id', 'key', 'key_folded', 'version'])
      .where('tenant_id', '=', pair.tenantId)
      .where('id', '=', pair.id),
  );

  /** The last deletion of a key; the literal lets a partial index answer. */
  const lastDeletion = template((pair: { tenantId: string; key: string }) =>
    queries
      .selectFrom('pair_version')
      .select('version')
      .where('tenant_id', '=', pair.tenantId)
      .where('key', '=', pair.key)
      .where('operation', '=', sql.lit('delete'))
      .orderBy('version', 'desc')
      .limit(1),
  );

  const insertPair = template((pair: NewPair) =>
    queries.insertInto('pair').values({
      tenant_id: pair.tenantId,
      id: pair.id,
      key: pair.key,
      key_folded: pair.keyFolded,
      type: pair.type,
      size: pair.size,
      version: pair.version,
      preview: pair.preview,
      created: pair.at,
      updated: pair.at,
      updated_by: pair.actorName,
      value: pair.valueText,
    }),
  );

  const updatePair = updatePairTemplate(true);
  /** Leaves the index of types alone: most values are replaced by one of the same type. */
  const updatePairOfSameType = updatePairTemplate(false);

  function updatePairTemplate(withType: boolean) {
    return template((pair: NewValue) =>
      queries
        .updateTable('pair')
        .set({
          ...(withType && { type: pair.type }),
          size: pair.size,
          version: pair.version,
          preview: pair.preview,
          updated: pair.at,
          updated_by: pair.actorName,
          value: pair.valueText,
        })
        .where('tenant_id', '=', pair.tenantId)
        .where('id', '=', pair.id),
    );
  }

  const deletePair = template((pair: { tenantId: string; id: string }) =>
    queries.deleteFrom('pair').where('tenant_id', '=', pair.tenantId).where('id', '=', pair.id),
  );

  /** See `PairStore.set`. */
  function set(scope: Scope, write: PairWrite): () => Program<WriteResult> {
    const { key, valueText, expectedVersion, idempotencyKey } = write;
    const request = toRepeatableRequest(idempotencyKey, ['set', key, valueText, expectedVersion]);
    const value = describeValue(valueText);
    return function* () {
      const tenant = yield* lockTenant(scope);
      return yield* once(scope, request, setLocked(scope, tenant, write, value));
    };
  }

  function* setLocked(scope: Scope, tenant: LockedTenant, write: PairWrite, value: Value): Program<WriteResult> {
    const { tenantId, actorName } = scope;
    const { key, expectedVersion } = write;
    const now = clock();
    const at = now.toISOString();
    const current = yield* first(currentByKey({ tenantId, key }));
    assertVersion(expectedVersion, current?.version ?? 0);
    if (!current) assertLicence(tenant);

    const id = current?.id ?? createTimeOrderedId(now);
    // A key that was deleted goes on counting: else a writer who read version 1 before the deletion would pass for
    // one who has seen version 1 of what came after it.
    const before = current ?? (yield* first(lastDeletion({ tenantId, key })));
    const version = (before?.version ?? 0) + 1;
    if (current) {
      const update = current.type === value.type ? updatePairOfSameType : updatePair;
      yield* run(update({ tenantId, id, version, at, actorName, ...value }));
    } else {
      yield* create({ tenantId, id, key, keyFolded: foldCase(key), version, at, actorName, ...value });
    }
    yield* record(scope, tenant, { operation: current ? 'update' : 'create', id, key, version, at, ...value });
    return { id, version, updated: at };
  }

  function* create(pair: NewPair): Program<void> {
    yield* run(insertPair(pair));
    if (searchIndex) yield* run(searchIndex.insertLatest(pair.keyFolded));
  }

  /** See `PairStore.delete`. */
  function remove(scope: Scope, deletion: PairDeletion): () => Program<boolean> {
    const { id, expectedVersion, idempotencyKey } = deletion;
    const request = toRepeatableRequest(idempotencyKey, ['delete', id, expectedVersion]);
    return function* () {
      const tenant = yield* lockTenant(scope);
      return yield* once(scope, request, removeLocked(scope, tenant, deletion));
    };
  }

  function* removeLocked(scope: Scope, tenant: LockedTenant, deletion: PairDeletion): Program<boolean> {
    const { tenantId } = scope;
    const { id, expectedVersion } = deletion;
    const current = yield* first(currentById({ tenantId, id }));
    if (!current) return false;
    assertVersion(expectedVersion, current.version);

    const { row_id: rowId, key, key_folded: keyFolded } = current;
    yield* run(deletePair({ tenantId, id }));
    if (searchIndex) yield* run(searchIndex.delete(rowId, keyFolded));
    const version = current.version + 1;
    const at = clock().toISOString();
    const nothing = { type: null, size: 0, valueText: null };
    yield* record(scope, tenant, { operation: 'delete', id, key, version, at, ...nothing });
    return true;
  }

  return { set, remove };
}

function describeValue(valueText: string): Value {
  return { type: jsonTypeOf(valueText), size: utf8Length(valueText), preview: previewJson(valueText), valueText };
}

function assertVersion(expected: number | undefined, current: number): void {
  if (expected === undefined || expected === current) return;
  throw new KvError('VERSION_CONFLICT', 'The pair has changed since that version.', { current_version: current });
}

function assertLicence({ pairCount, pairLimit }: LockedTenant): void {
  if (pairCount < pairLimit) return;
  throw new KvError(
    'LICENSE_LIMIT_REACHED',
    `The licence allows ${pairLimit.toLocaleString('en')} pairs, and all of them are in use.`,
    { used: pairCount, limit: pairLimit },
  );
}
