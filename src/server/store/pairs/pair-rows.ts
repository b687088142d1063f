import { KvError } from '#contract/errors.ts';
import { utf8Length } from '#contract/limits.ts';
import { type JsonType, jsonTypeOf, previewJson } from '#json/text.ts';
import type { LockedTenant } from '../changes/change-log.ts';
import type { StoredPair } from '../pair-fields.ts';
import type { Dialect } from '../programs/engine.ts';
import { type Program, run, template } from '../programs/program.ts';
import type { PairSummary } from '../store.ts';
import { foldCase } from './fold-case.ts';
import { SUMMARY, toPairRow, toSelections } from './pair-columns.ts';

export interface Value {
  readonly type: JsonType;
  readonly size: number;
  readonly preview: string;
  readonly valueText: string;
}

interface NewValue extends Value {
  readonly tenantId: string;
  readonly id: string;
  readonly version: number;
  readonly at: string;
  readonly actorName: string;
}

interface NewKey {
  readonly tenantId: string;
  readonly id: string;
  readonly key: string;
  readonly keyFolded: string;
  readonly version: number;
  readonly at: string;
  readonly actorName: string;
}

/** A pair, as the search index identifies it. */
interface IndexedPair {
  readonly rowId: number;
  readonly keyFolded: string;
}

/** The rows of live pairs and their search index: the building blocks of writes. */
export function createPairRows({ queries, searchIndex }: Dialect) {
  const byKey = template((pair: { tenantId: string; key: string }) =>
    queries
      .selectFrom('pair')
      .select(['id', 'version', 'type', 'size'])
      .where('tenant_id', '=', pair.tenantId)
      .where('key', '=', pair.key),
  );

  const byId = template((pair: { tenantId: string; id: string }) =>
    queries
      .selectFrom('pair')
      .select(['row_id as rowId', 'key_folded as keyFolded'])
      .select(toSelections(SUMMARY))
      .where('tenant_id', '=', pair.tenantId)
      .where('id', '=', pair.id)
      .$castTo<IndexedPair & PairSummary>(),
  );

  const valueById = template((pair: { tenantId: string; id: string }) =>
    queries
      .selectFrom('pair')
      .select('value as valueText')
      .where('tenant_id', '=', pair.tenantId)
      .where('id', '=', pair.id),
  );

  const insertPair = template((pair: StoredPair & { tenantId: string; keyFolded: string }) =>
    queries.insertInto('pair').values({ tenant_id: pair.tenantId, key_folded: pair.keyFolded, ...toPairRow(pair) }),
  );

  const updateValue = updateValueTemplate(true);
  /** Leaves the index of types alone: most values are replaced by one of the same type. */
  const updateValueOfSameType = updateValueTemplate(false);

  function updateValueTemplate(withType: boolean) {
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

  const updateKey = template((pair: NewKey) =>
    queries
      .updateTable('pair')
      .set({
        key: pair.key,
        key_folded: pair.keyFolded,
        version: pair.version,
        updated: pair.at,
        updated_by: pair.actorName,
      })
      .where('tenant_id', '=', pair.tenantId)
      .where('id', '=', pair.id),
  );

  const deletePair = template((pair: { tenantId: string; id: string }) =>
    queries.deleteFrom('pair').where('tenant_id', '=', pair.tenantId).where('id', '=', pair.id),
  );

  function* insert(tenantId: string, pair: StoredPair): Program<void> {
    const keyFolded = foldCase(pair.key);
    yield* run(insertPair({ tenantId, keyFolded, ...pair }));
    if (searchIndex) yield* run(searchIndex.insertLatest(keyFolded));
  }

  function* setValue(pair: NewValue, typeBefore: JsonType): Program<void> {
    yield* run((pair.type === typeBefore ? updateValueOfSameType : updateValue)(pair));
  }

  function* setKey(pair: Omit<NewKey, 'keyFolded'>, { rowId, keyFolded: foldedBefore }: IndexedPair): Program<void> {
    const keyFolded = foldCase(pair.key);
    yield* run(updateKey({ keyFolded, ...pair }));
    if (!searchIndex || keyFolded === foldedBefore) return;
    yield* run(searchIndex.delete(rowId, foldedBefore));
    yield* run(searchIndex.insert(rowId, keyFolded));
  }

  function* remove(pair: { tenantId: string; id: string }, { rowId, keyFolded }: IndexedPair): Program<void> {
    yield* run(deletePair(pair));
    if (searchIndex) yield* run(searchIndex.delete(rowId, keyFolded));
  }

  return { byKey, byId, valueById, insert, setValue, setKey, remove };
}

export function describeValue(valueText: string): Value {
  return { type: jsonTypeOf(valueText), size: utf8Length(valueText), preview: previewJson(valueText), valueText };
}

/** @throws {KvError} `VERSION_CONFLICT` */
export function assertVersion(expected: number | undefined, current: number): void {
  if (expected === undefined || expected === current) return;
  throw new KvError('VERSION_CONFLICT', 'The pair has changed since that version.', { current_version: current });
}

/**
 * Checks that the licence allows one more pair.
 *
 * @throws {KvError} `LICENSE_LIMIT_REACHED`
 */
export function assertLicence({ pairCount, pairLimit }: LockedTenant): void {
  if (pairCount < pairLimit) return;
  throw new KvError(
    'LICENSE_LIMIT_REACHED',
    `The licence allows ${pairLimit.toLocaleString('en')} pairs, and all of them are in use.`,
    { used: pairCount, limit: pairLimit },
  );
}
