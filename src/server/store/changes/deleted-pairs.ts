import { type Expression, type SqlBool, sql } from 'kysely';
import type { JsonType } from '#json/text.ts';
import type { DeletedPair, DeletedPairQuery } from '../history.ts';
import { ORIGIN_PROPERTIES, type PairOrigin } from '../pair-fields.ts';
import { assertText } from '../pairs/filter-sql.ts';
import { toOriginColumns, toSelections } from '../pairs/pair-columns.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, compile, first, type Program, run, template } from '../programs/program.ts';
import type { Via } from '../writes.ts';

/** Longer than any key. */
const MAX_SEARCH_LENGTH = 1_024;

interface NewDeletedPair extends PairOrigin {
  readonly tenantId: string;
  readonly id: string;
  readonly key: string;
  readonly keyFolded: string;
  readonly type: JsonType;
  readonly size: number;
  readonly version: number;
  readonly preview: string;
  readonly deleted: string;
  readonly deletedBy: string;
  readonly via: Via;
}

/** `restorableUntil` follows from `deleted`. */
type FoundDeletedPair = Omit<DeletedPair, 'restorableUntil'>;

/** The table of deleted pairs. `after`: only those that were deleted later. */
export function createDeletedPairs(dialect: Dialect) {
  const { queries } = dialect;

  const insertDeleted = template((pair: NewDeletedPair) =>
    queries.insertInto('deleted_pair').values({
      tenant_id: pair.tenantId,
      id: pair.id,
      key: pair.key,
      key_folded: pair.keyFolded,
      type: pair.type,
      size: pair.size,
      version: pair.version,
      preview: pair.preview,
      deleted: pair.deleted,
      deleted_by: pair.deletedBy,
      via: pair.via,
      ...toOriginColumns(pair),
    }),
  );

  const byId = template((pair: { tenantId: string; id: string; after: string }) =>
    queries
      .selectFrom('deleted_pair')
      .select(['key', 'version'])
      .select(toSelections(ORIGIN_PROPERTIES))
      .where('tenant_id', '=', pair.tenantId)
      .where('id', '=', pair.id)
      .where('deleted', '>', pair.after)
      .$castTo<PairOrigin & { key: string; version: number }>(),
  );

  const removeById = template((pair: { tenantId: string; id: string }) =>
    queries.deleteFrom('deleted_pair').where('tenant_id', '=', pair.tenantId).where('id', '=', pair.id),
  );

  function* insert(pair: NewDeletedPair): Program<void> {
    yield* run(insertDeleted(pair));
  }

  function* remove(tenantId: string, id: string): Program<void> {
    yield* run(removeById({ tenantId, id }));
  }

  function list(
    tenantId: string,
    after: string,
    { search, limit, offset }: DeletedPairQuery,
  ): Program<readonly FoundDeletedPair[]> {
    const pairs = selectMatches(tenantId, after, search)
      .select(['id', 'key', 'type', 'size', 'preview', 'version', 'deleted', 'deleted_by as deletedBy', 'via'])
      .orderBy('deleted', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .offset(offset);
    return all(compile(pairs));
  }

  function* count(tenantId: string, after: string, search: string | undefined): Program<number> {
    const matches = selectMatches(tenantId, after, search).select(sql<number>`count(*)`.as('found'));
    const row = yield* first(compile(matches));
    return row?.found ?? 0;
  }

  function selectMatches(tenantId: string, after: string, search: string | undefined) {
    const kept = queries.selectFrom('deleted_pair').where('tenant_id', '=', tenantId).where('deleted', '>', after);
    const pairs = dialect.isInTime ? kept.where(dialect.isInTime.deleted_pair) : kept;
    const condition = containsText(search ?? '');
    return condition ? pairs.where(condition) : pairs;
  }

  function containsText(search: string): Expression<SqlBool> | undefined {
    assertText(search);
    if (search === '') return undefined;
    // No key is that long.
    if (search.length > MAX_SEARCH_LENGTH) return sql`false`;
    return dialect.ilike('key', [{ kind: 'anything' }, { kind: 'text', text: search }, { kind: 'anything' }]);
  }

  return { insert, byId, remove, list, count };
}
