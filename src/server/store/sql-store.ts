import { randomUUID } from 'node:crypto';
import { KvError } from '#contract/errors.ts';
import { inUse } from './access/sessions-in-use.ts';
import { UseBuffer, type Uses } from './access/use-buffer.ts';
import { ChangeFeed } from './changes/change-feed.ts';
import { findChanges } from './changes/find-changes.ts';
import { wakeAfterWrites } from './changes/wake-after-writes.ts';
import type { FeedEvent, FollowOptions } from './feed.ts';
import type { PairVersion, VersionQuery } from './history.ts';
import { Housekeeping } from './housekeeping.ts';
import { PAIR_PROPERTIES, type PairProperty } from './pair-fields.ts';
import { CountCache } from './pairs/count-cache.ts';
import { READ_BATCH } from './pairs/last-reads.ts';
import { filtersByReads, SUMMARY, usesReads, WHOLE } from './pairs/pair-columns.ts';
import { simplify } from './pairs/pair-queries.ts';
import { findPoint } from './pairs/point-queries.ts';
import { ReadBuffer } from './pairs/read-buffer.ts';
import { propertiesOf, type RowChunk, type RowFields } from './row-text.ts';
import type { ReadTurn, Runner } from './runner.ts';
import type {
  ApiKey,
  Identity,
  IssuedApiKey,
  IssuedApiKeyResult,
  NewApiKey,
  NewSession,
  NewTenant,
  PairFilter,
  PairQuery,
  PairStore,
  Scope,
  Session,
  SessionQuery,
  Store,
  Tenant,
} from './store.ts';
import { TimeLimit } from './time-limit.ts';

const MAINTENANCE_MS = 60_000;
/** Reads that wait in memory before they are written ahead of time. */
const MANY_READS = 10_000;
/** Uses of keys or sessions that are written in one transaction. */
const USE_BATCH = 500;
/** How long the reads of one request may take, unless the request brings its own limit. */
const DEFAULT_QUERY_MS = 10_000;

/** The store on any engine. */
export class SqlStore implements Store {
  readonly instanceId: string;
  readonly #runner: Runner;
  readonly #clock: () => Date;
  readonly #feed: ChangeFeed;
  readonly #housekeeping: Housekeeping;
  readonly #counts = new CountCache();
  readonly #reads: ReadBuffer;
  #writingReads: Promise<void> = Promise.resolve();
  /** By id. */
  readonly #keyUses = new UseBuffer();
  /** By hash, base64. */
  readonly #sessionUses = new UseBuffer();
  readonly #maintenance: NodeJS.Timeout;

  /** The store in the database of `runner`; a new database learns who it is and since when it records reads. */
  static async open(runner: Runner, clock: () => Date): Promise<SqlStore> {
    await runner.write('ensureMeta', 'reads_since', clock().toISOString());
    const instanceId = await runner.write('ensureMeta', 'instance_id', randomUUID());
    return new SqlStore(runner, instanceId, clock);
  }

  constructor(runner: Runner, instanceId: string, clock: () => Date) {
    this.instanceId = instanceId;
    this.#feed = new ChangeFeed(runner);
    this.#runner = wakeAfterWrites(runner, this.#feed);
    this.#clock = clock;
    this.#housekeeping = new Housekeeping(runner);
    this.#reads = new ReadBuffer(clock);
    // Failed work is tried again in a minute; `ping` is where failures are reported.
    this.#maintenance = setInterval(() => this.runMaintenance().catch(() => {}), MAINTENANCE_MS).unref();
  }

  pairs(scope: Scope, limit: TimeLimit = new TimeLimit(DEFAULT_QUERY_MS)): PairStore {
    const { tenantId, actorId } = scope;
    const turn: ReadTurn = { owner: actorId, limit };
    const runner = this.#runner;
    return {
      list: async (query: PairQuery, properties: readonly PairProperty[] = SUMMARY) => {
        if (usesReads(query, properties)) await this.#writeReads();
        return runner.read(turn, 'list', tenantId, inTableOrder(properties), query);
      },
      listWithValues: (query) => runner.read(turn, 'list', tenantId, WHOLE, query),
      rows: (query, fields) => this.#rows(scope, turn, query, fields),
      count: (filter) => this.#count(tenantId, turn, filter),
      set: async (write) => runner.write('set', scope, write),
      delete: async (deletion) => runner.write('delete', scope, deletion),
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
      rename: async (rename) => runner.write('rename', scope, rename),
      restore: async (restoration) => runner.write('restore', scope, restoration),
      purge: async (id) => runner.write('purge', scope, id),
    };
  }

  async *#rows(
    scope: Scope,
    turn: ReadTurn,
    query: PairQuery,
    fields: RowFields<PairProperty>,
  ): AsyncGenerator<string | Uint8Array, void> {
    const properties = propertiesOf(fields);
    // Viewing a value in the admin UI does not count as a read.
    const isRead = scope.via !== 'ui' && properties.includes('valueText');
    const columns = inTableOrder(isRead || properties.length === 0 ? [...properties, 'id'] : properties);
    if (usesReads(query, columns)) await this.#writeReads();
    const args = ['pairs', scope.tenantId, columns, query] as const;
    const isPoint = findPoint(simplify(query.filter), query) !== undefined;
    const chunks: AsyncIterable<RowChunk> = isPoint
      ? this.#runner.rowsNow(fields, ...args)
      : this.#runner.rows(turn, fields, ...args);
    for await (const { text, ids } of chunks) {
      if (isRead) for (const id of ids) this.recordRead(scope, id);
      yield text;
    }
  }

  async #count(tenantId: string, turn: ReadTurn, given: PairFilter | undefined): Promise<number> {
    if (usesReads({ filter: given })) await this.#writeReads();
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

  follow({ tenantId }: Scope, options: FollowOptions): AsyncIterable<FeedEvent> {
    return this.#feed.follow(tenantId, options);
  }

  async findApiKey(hash: Buffer): Promise<Identity | undefined> {
    const identity = await this.#runner.lookUp('findApiKey', hash);
    if (identity) this.#keyUses.record(identity.actorId, this.#clock().toISOString());
    return identity;
  }

  createApiKey(key: NewApiKey): Promise<string> {
    return this.#runner.write('createApiKey', key);
  }

  async apiKeys({ tenantId, actorId }: Scope): Promise<readonly ApiKey[]> {
    const turn = { owner: actorId, limit: new TimeLimit(DEFAULT_QUERY_MS) };
    const keys = await this.#runner.read(turn, 'apiKeys', tenantId);
    // Uses are written once a minute.
    return keys.map((key) => ({ ...key, lastUsed: this.#keyUses.get(key.id) ?? key.lastUsed }));
  }

  issueApiKey(scope: Scope, key: IssuedApiKey): Promise<IssuedApiKeyResult> {
    return this.#runner.write('issueApiKey', scope, key);
  }

  revokeApiKey(scope: Scope, id: string, { withCreated = false } = {}): Promise<boolean> {
    return this.#runner.write('revokeApiKey', scope, id, withCreated);
  }

  setConfiguredApiKey(hash: Buffer | undefined, tenantId: string): Promise<string | undefined> {
    return this.#runner.write('setConfiguredApiKey', hash, tenantId);
  }

  findAdminApiKey(tenantId: string): Promise<{ readonly id: string } | undefined> {
    return this.#runner.lookUp('findAdminApiKey', tenantId);
  }

  recordRead(scope: Scope, pairId: string): void {
    this.#reads.record(scope, pairId);
    // A failed write is tried again by the next maintenance.
    if (this.#reads.size >= MANY_READS) this.#writeReads().catch(() => {});
  }

  async readsSince(): Promise<string> {
    return (await this.#runner.lookUp('findMeta', 'reads_since')) ?? new Date(0).toISOString();
  }

  createSession(session: NewSession): Promise<void> {
    return this.#runner.write('createSession', session);
  }

  async findSession(hash: Buffer): Promise<Identity | undefined> {
    const session = await this.#runner.lookUp('findSession', hash);
    if (!session) return undefined;
    const { idleMs, lastSeen, ...identity } = session;
    const name = hash.toString('base64');
    const seen = this.#sessionUses.get(name) ?? lastSeen;
    const now = this.#clock();
    if (now.getTime() - Date.parse(seen) >= idleMs) return undefined;
    this.#sessionUses.record(name, now.toISOString());
    this.#keyUses.record(identity.actorId, now.toISOString());
    return identity;
  }

  deleteSession(hash: Buffer): Promise<void> {
    return this.#runner.write('deleteSession', hash);
  }

  async sessions({ tenantId, actorId }: Scope, { apiKeyId, limit }: SessionQuery): Promise<readonly Session[]> {
    const turn = { owner: actorId, limit: new TimeLimit(DEFAULT_QUERY_MS) };
    const rows = await this.#runner.read(turn, 'sessions', tenantId, apiKeyId);
    return inUse(rows, this.#sessionUses, this.#clock()).slice(0, limit);
  }

  endSession(scope: Scope, id: string): Promise<boolean> {
    return this.#runner.write('endSession', scope, id);
  }

  async tenants(scope: Scope): Promise<readonly Tenant[]> {
    return [await this.tenant(scope)];
  }

  async tenant({ tenantId }: Scope): Promise<Tenant> {
    const tenant = await this.#runner.lookUp('findTenant', tenantId);
    if (!tenant) throw new KvError('NOT_FOUND', 'There is no such tenant.');
    return tenant;
  }

  /** A key belongs to one tenant, for now. */
  async withTenant(scope: Scope, tenantId: string): Promise<Scope | undefined> {
    return tenantId === scope.tenantId ? scope : undefined;
  }

  ensureTenant(tenant: NewTenant): Promise<string> {
    return this.#runner.write('ensureTenant', tenant);
  }

  ping(): Promise<void> {
    return this.#runner.ping();
  }

  async close(): Promise<void> {
    clearInterval(this.#maintenance);
    // A store that can no longer write still has to release the database.
    await this.#writeUses().catch(() => {});
    await this.#runner.close();
  }

  /** Resolves when all reads recorded so far are written, including those of a write under way. */
  #writeReads(): Promise<void> {
    const written = this.#writingReads.then(async () => {
      let left = this.#reads.take();
      try {
        for (; left.length > 0; left = left.slice(READ_BATCH)) {
          const batch = left.slice(0, READ_BATCH);
          await this.#runner.write('writeReads', batch);
        }
      } catch (error) {
        this.#reads.restore(left);
        throw error;
      }
    });
    this.#writingReads = written.catch(() => {});
    return written;
  }

  /** Writes what is due but no request waits for. */
  async runMaintenance(): Promise<void> {
    await this.#writeReads();
    await this.#writeUses();
    await this.#housekeeping.run();
  }

  async #writeUses(): Promise<void> {
    await this.#writeBatches(this.#keyUses, (uses) => this.#runner.write('writeKeyUses', uses));
    await this.#writeBatches(this.#sessionUses, (uses) => this.#runner.write('writeSessionUses', uses));
  }

  async #writeBatches(buffer: UseBuffer, write: (uses: Uses) => Promise<void>): Promise<void> {
    for (let left = buffer.all(); left.length > 0; left = left.slice(USE_BATCH)) {
      const batch = left.slice(0, USE_BATCH);
      await write(batch);
      buffer.forget(batch);
    }
  }
}

async function* textsOf(chunks: AsyncIterable<RowChunk>): AsyncGenerator<string | Uint8Array, void> {
  for await (const { text } of chunks) yield text;
}

/** Rows come with their columns in this order. */
const inTableOrder = (properties: readonly PairProperty[]) =>
  PAIR_PROPERTIES.filter((property) => properties.includes(property));
