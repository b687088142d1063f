import { findChanges } from './changes/find-changes.ts';
import type { PairVersion, VersionQuery } from './history.ts';
import { PAIR_PROPERTIES, type PairProperty } from './pair-fields.ts';
import { CountCache } from './pairs/count-cache.ts';
import { assertFilterSize } from './pairs/filter-sql.ts';
import { filtersByReads, SUMMARY, usesReads, WHOLE } from './pairs/pair-columns.ts';
import { simplify } from './pairs/pair-queries.ts';
import { findPoint } from './pairs/point-queries.ts';
import type { RecordedReads } from './pairs/recorded-reads.ts';
import { propertiesOf, type RowChunk, type RowFields, ShortRows } from './programs/row-text.ts';
import type { ReadTurn, Runner } from './programs/runner.ts';
import type { TimeLimit } from './programs/time-limit.ts';
import type { PairFilter, PairQuery, PairStore, Scope } from './store.ts';

/** Rows of a page that is read at once. */
const QUICK_ROWS = 100;

/** The pairs of all tenants. */
export class PairStores {
  readonly #runner: Runner;
  readonly #reads: RecordedReads;
  readonly #counts = new CountCache();

  constructor(runner: Runner, reads: RecordedReads) {
    this.#runner = runner;
    this.#reads = reads;
  }

  /** See `Store.pairs`. */
  open(scope: Scope, limit: TimeLimit): PairStore {
    const { tenantId, actorId } = scope;
    const turn: ReadTurn = { owner: actorId, limit };
    const runner = this.#runner;
    return {
      list: async (query: PairQuery, properties: readonly PairProperty[] = SUMMARY) => {
        await this.#prepare(query, properties);
        return runner.read(turn, 'list', tenantId, inTableOrder(properties), query);
      },
      listWithValues: async (query) => {
        await this.#prepare(query);
        return runner.read(turn, 'list', tenantId, WHOLE, query);
      },
      rows: (query, fields) => this.#rows(scope, turn, query, fields),
      count: (filter) => this.#count(tenantId, turn, filter),
      set: (write) => runner.write('set', scope, write),
      delete: (deletion) => runner.write('delete', scope, deletion),
      writeTogether: (steps) => runner.write('together', scope, steps),
      versions: (query: VersionQuery, properties: readonly (keyof PairVersion)[]) =>
        runner.read(turn, 'versions', tenantId, properties, query),
      versionRows: (query, fields) => {
        const properties = propertiesOf(fields);
        // A list of no columns is no SQL.
        const columns = properties.length > 0 ? properties : (['version'] as const);
        return textsOf(runner.rows(turn, fields, 'versions', tenantId, columns, query));
      },
      deleted: (query) => runner.read(turn, 'deleted', tenantId, query),
      countDeleted: (search) => runner.read(turn, 'countDeleted', tenantId, search),
      changes: (query) => findChanges(runner, turn, tenantId, query),
      rename: (rename) => runner.write('rename', scope, rename),
      restore: (restoration) => runner.write('restore', scope, restoration),
      purge: async (id) => {
        const wasThere = await runner.write('purge', scope, id);
        if (wasThere) await runner.erase();
        return wasThere;
      },
    };
  }

  /** @throws {KvError} `BAD_USER_INPUT` when the filter is too large */
  async #prepare(query: PairQuery, properties?: readonly PairProperty[]): Promise<void> {
    if (query.filter) assertFilterSize(query.filter);
    if (usesReads(query, properties)) await this.#reads.write();
  }

  #rows(
    scope: Scope,
    turn: ReadTurn,
    query: PairQuery,
    fields: RowFields<PairProperty>,
  ): ShortRows | AsyncIterable<string | Uint8Array> {
    const properties = propertiesOf(fields);
    // Viewing a value in the admin UI does not count as a read.
    const isRead = scope.via !== 'ui' && properties.includes('valueText');
    const columns = inTableOrder(isRead || properties.length === 0 ? [...properties, 'id'] : properties);
    const args = ['pairs', scope.tenantId, columns, query] as const;
    const record = ({ ids }: Pick<RowChunk, 'ids'>) => {
      if (isRead) for (const id of ids) this.#reads.record(scope, id);
    };
    if (!isQuick(query, columns)) return this.#longRows(turn, fields, args, record);
    const read = async () => {
      const chunk = await this.#runner.rowsNow(fields, ...args);
      record(chunk);
      return chunk.text;
    };
    return new ShortRows(usesReads(query, columns) ? this.#reads.write().then(read) : read());
  }

  async *#longRows(
    turn: ReadTurn,
    fields: RowFields<PairProperty>,
    args: readonly ['pairs', string, readonly PairProperty[], PairQuery],
    record: (chunk: RowChunk) => void,
  ): AsyncGenerator<string | Uint8Array, void> {
    const [, , columns, query] = args;
    await this.#prepare(query, columns);
    for await (const chunk of this.#runner.rows(turn, fields, ...args)) {
      record(chunk);
      yield chunk.text;
    }
  }

  async #count(tenantId: string, turn: ReadTurn, given: PairFilter | undefined): Promise<number> {
    await this.#prepare({ filter: given });
    const filter = simplify(given);
    const { pairCount, revision } = await this.#runner.lookUp('counters', tenantId);
    if (!filter) return pairCount;
    const known = this.#counts.get(tenantId, revision, filter);
    if (known !== undefined) return known;
    const counted = await this.#runner.read(turn, 'count', tenantId, filter);
    // A read does not change the revision of the tenant.
    if (!filtersByReads(filter)) this.#counts.set(tenantId, counted.revision, filter, counted.count);
    return counted.count;
  }
}

async function* textsOf(chunks: AsyncIterable<RowChunk>): AsyncGenerator<string | Uint8Array, void> {
  for await (const { text } of chunks) yield text;
}

/** Whether a query takes well under a millisecond, however many pairs there are. */
function isQuick(
  { filter: given, order = [], limit, offset = 0 }: PairQuery,
  columns: readonly PairProperty[],
): boolean {
  const filter = simplify(given);
  if (filter) return findPoint(filter, { limit, offset }) !== undefined;
  const isByKey = order.length === 0 || (order.length === 1 && order[0]?.column === 'key');
  return isByKey && offset === 0 && limit !== undefined && limit <= QUICK_ROWS && !columns.includes('valueText');
}

/** Rows come with their columns in this order. */
const inTableOrder = (properties: readonly PairProperty[]) =>
  PAIR_PROPERTIES.filter((property) => properties.includes(property));
