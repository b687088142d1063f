import { randomUUID } from 'node:crypto';
import { KvError } from '#contract/errors.ts';
import { createApiKeys } from './access/api-keys.ts';
import { createSessions } from './access/session-rows.ts';
import { createTenants } from './access/tenants.ts';
import { UseBuffer } from './access/use-buffer.ts';
import { ChangeFeed } from './changes/change-feed.ts';
import { createChangeQueries } from './changes/change-queries.ts';
import { createHistoryQueries } from './changes/history-queries.ts';
import { createHistoryWrites } from './changes/history-writes.ts';
import { createRetention } from './changes/retention.ts';
import type { Engine } from './engine.ts';
import type { FeedEvent, FollowOptions } from './feed.ts';
import { DEFAULT_RETENTION, type PairVersion, type Retention, type VersionQuery } from './history.ts';
import { createMeta } from './meta.ts';
import type { PairProperty } from './pair-fields.ts';
import { createIdempotency } from './pairs/idempotency.ts';
import { createPairReads, READ_BATCH } from './pairs/last-reads.ts';
import { SUMMARY, usesReads, WHOLE } from './pairs/pair-columns.ts';
import { createPairQueries } from './pairs/pair-queries.ts';
import { createPairWrites } from './pairs/pair-writes.ts';
import { ReadBuffer } from './pairs/read-buffer.ts';
import type { Program } from './program.ts';
import type {
  ApiKey,
  Identity,
  NewApiKey,
  NewSession,
  NewTenant,
  PairQuery,
  PairStore,
  Scope,
  Store,
  Tenant,
} from './store.ts';

const MAINTENANCE_MS = 60_000;
/** Reads that wait in memory before they are written ahead of time. */
const MANY_READS = 10_000;

/** The store on any engine. */
export class SqlStore implements Store {
  readonly instanceId: string;
  readonly #engine: Engine;
  readonly #clock: () => Date;
  readonly #pairQueries;
  readonly #pairWrites;
  readonly #changeQueries;
  readonly #historyQueries;
  readonly #historyWrites;
  readonly #retention;
  readonly #idempotency;
  readonly #apiKeys;
  readonly #sessions;
  readonly #tenants;
  readonly #feed: ChangeFeed;
  readonly #pairReads;
  readonly #meta;
  readonly #reads: ReadBuffer;
  #writingReads: Promise<void> = Promise.resolve();
  /** By id. */
  readonly #keyUses = new UseBuffer();
  /** By hash, base64. */
  readonly #sessionUses = new UseBuffer();
  readonly #maintenance: NodeJS.Timeout;

  /** The store in the database of `engine`; a new database learns who it is and since when it records reads. */
  static async open(engine: Engine, clock: () => Date, retention?: Retention): Promise<SqlStore> {
    const meta = createMeta(engine.dialect);
    const instanceId = await engine.write(function* () {
      yield* meta.ensure('reads_since', clock().toISOString());
      return yield* meta.ensure('instance_id', randomUUID());
    });
    return new SqlStore(engine, instanceId, clock, retention);
  }

  constructor(engine: Engine, instanceId: string, clock: () => Date, retention: Retention = DEFAULT_RETENTION) {
    this.instanceId = instanceId;
    this.#feed = new ChangeFeed(engine);
    this.#engine = wakeAfterWrites(engine, this.#feed);
    this.#clock = clock;
    this.#pairQueries = createPairQueries(engine.dialect);
    this.#pairWrites = createPairWrites(engine.dialect, clock);
    this.#changeQueries = createChangeQueries(engine);
    this.#historyQueries = createHistoryQueries(engine.dialect, clock, retention);
    this.#historyWrites = createHistoryWrites(engine.dialect, clock, retention);
    this.#retention = createRetention(engine, clock, retention);
    this.#idempotency = createIdempotency(engine.dialect, clock);
    this.#apiKeys = createApiKeys(engine.dialect, clock);
    this.#sessions = createSessions(engine.dialect, clock);
    this.#pairReads = createPairReads(engine.dialect);
    this.#meta = createMeta(engine.dialect);
    this.#reads = new ReadBuffer(clock);
    this.#tenants = createTenants(engine.dialect, clock);
    // Failed work is tried again in a minute; `ping` is where failures are reported.
    this.#maintenance = setInterval(() => this.runMaintenance().catch(() => {}), MAINTENANCE_MS).unref();
  }

  pairs(scope: Scope): PairStore {
    const { tenantId } = scope;
    return {
      list: async (query: PairQuery, columns: readonly PairProperty[] = SUMMARY) => {
        if (usesReads(query, columns)) await this.#writeReads();
        return this.#engine.read(() => this.#pairQueries.list(tenantId, query, columns));
      },
      listWithValues: (query) => this.#engine.read(() => this.#pairQueries.list(tenantId, query, WHOLE)),
      count: async (filter) => {
        if (usesReads({ filter })) await this.#writeReads();
        return this.#engine.read(() => this.#pairQueries.count(tenantId, filter));
      },
      set: async (write) => this.#engine.write(this.#pairWrites.set(scope, write)),
      delete: async (deletion) => this.#engine.write(this.#pairWrites.remove(scope, deletion)),
      versions: (query: VersionQuery, columns: readonly (keyof PairVersion)[]) =>
        this.#engine.read(() => this.#historyQueries.versions(tenantId, query, columns)),
      deleted: (query) => this.#engine.read(() => this.#historyQueries.deleted(tenantId, query)),
      countDeleted: (search) => this.#engine.read(() => this.#historyQueries.countDeleted(tenantId, search)),
      changes: (query) => this.#changeQueries.find(tenantId, query),
      rename: async (rename) => this.#engine.write(this.#historyWrites.rename(scope, rename)),
      restore: async (restoration) => this.#engine.write(this.#historyWrites.restore(scope, restoration)),
      purge: async (id) => this.#engine.write(this.#historyWrites.purge(scope, id)),
    };
  }

  follow({ tenantId }: Scope, options: FollowOptions): AsyncIterable<FeedEvent> {
    return this.#feed.follow(tenantId, options);
  }

  async findApiKey(hash: Buffer): Promise<Identity | undefined> {
    const identity = await this.#engine.read(() => this.#apiKeys.find(hash));
    if (identity) this.#keyUses.record(identity.actorId, this.#clock().toISOString());
    return identity;
  }

  createApiKey(key: NewApiKey): Promise<string> {
    return this.#engine.write(() => this.#apiKeys.create(key));
  }

  async apiKeys({ tenantId }: Scope): Promise<readonly ApiKey[]> {
    const keys = await this.#engine.read(() => this.#apiKeys.list(tenantId));
    // Uses are written once a minute.
    return keys.map((key) => ({ ...key, lastUsed: this.#keyUses.get(key.id) ?? key.lastUsed }));
  }

  revokeApiKey(scope: Scope, id: string): Promise<boolean> {
    return this.#engine.write(() => this.#apiKeys.revoke(scope, id));
  }

  setConfiguredApiKey(hash: Buffer | undefined, tenantId: string): Promise<string | undefined> {
    return this.#engine.write(() => this.#apiKeys.setConfigured(hash, tenantId));
  }

  findAdminApiKey(tenantId: string): Promise<{ readonly id: string } | undefined> {
    return this.#engine.read(() => this.#apiKeys.findAdmin(tenantId));
  }

  recordRead(scope: Scope, pairId: string): void {
    this.#reads.record(scope, pairId);
    // A failed write is tried again by the next maintenance.
    if (this.#reads.size >= MANY_READS) this.#writeReads().catch(() => {});
  }

  async readsSince(): Promise<string> {
    return (await this.#engine.read(() => this.#meta.find('reads_since'))) ?? new Date(0).toISOString();
  }

  createSession(session: NewSession): Promise<void> {
    return this.#engine.write(() => this.#sessions.create(session));
  }

  async findSession(hash: Buffer): Promise<Identity | undefined> {
    const session = await this.#engine.read(() => this.#sessions.find(hash));
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
    return this.#engine.write(() => this.#sessions.remove(hash));
  }

  async tenants(scope: Scope): Promise<readonly Tenant[]> {
    return [await this.tenant(scope)];
  }

  async tenant({ tenantId }: Scope): Promise<Tenant> {
    const tenant = await this.#engine.read(() => this.#tenants.find(tenantId));
    if (!tenant) throw new KvError('NOT_FOUND', 'There is no such tenant.');
    return tenant;
  }

  /** A key belongs to one tenant, for now. */
  async withTenant(scope: Scope, tenantId: string): Promise<Scope | undefined> {
    return tenantId === scope.tenantId ? scope : undefined;
  }

  ensureTenant(tenant: NewTenant): Promise<string> {
    return this.#engine.write(() => this.#tenants.ensure(tenant));
  }

  ping(): Promise<void> {
    return this.#engine.ping();
  }

  async close(): Promise<void> {
    clearInterval(this.#maintenance);
    // A store that can no longer write still has to release the database.
    await this.#writeUses().catch(() => {});
    await this.#engine.close();
  }

  /** Resolves when all reads recorded so far are written, including those of a write under way. */
  #writeReads(): Promise<void> {
    const written = this.#writingReads.then(async () => {
      let left = this.#reads.take();
      try {
        for (; left.length > 0; left = left.slice(READ_BATCH)) {
          const batch = left.slice(0, READ_BATCH);
          await this.#engine.write(() => this.#pairReads.write(batch));
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
    await this.#retention.run();
  }

  async #writeUses(): Promise<void> {
    const keyUses = this.#keyUses.all();
    const sessionUses = this.#sessionUses.all();
    await this.#engine.write(() => this.#writeUsesAndSweep(keyUses, sessionUses));
    this.#keyUses.forget(keyUses);
    this.#sessionUses.forget(sessionUses);
  }

  *#writeUsesAndSweep(keyUses: ReturnType<UseBuffer['all']>, sessionUses: ReturnType<UseBuffer['all']>): Program<void> {
    for (const [id, at] of keyUses) yield* this.#apiKeys.setLastUsed(id, at);
    for (const [hash, at] of sessionUses) yield* this.#sessions.setLastSeen(Buffer.from(hash, 'base64'), at);
    yield* this.#sessions.removeExpired();
    yield* this.#idempotency.sweep();
  }
}

/** After any write, followers check immediately whether their tenant has changed. */
function wakeAfterWrites(engine: Engine, feed: ChangeFeed): Engine {
  return {
    dialect: engine.dialect,
    read: (program) => engine.read(program),
    write: async (program) => {
      const result = await engine.write(program);
      feed.wake();
      return result;
    },
    ping: () => engine.ping(),
    close: () => engine.close(),
  };
}
