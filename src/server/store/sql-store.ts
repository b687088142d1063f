import { randomUUID } from 'node:crypto';
import { KvError } from '#contract/errors.ts';
import { Credentials } from './access/credentials.ts';
import { ChangeFeed } from './changes/change-feed.ts';
import { wakeAfterWrites } from './changes/wake-after-writes.ts';
import type { FeedEvent, FollowOptions } from './feed.ts';
import { PairStores } from './pair-stores.ts';
import { RecordedReads } from './pairs/recorded-reads.ts';
import type { Runner } from './programs/runner.ts';
import { TimeLimit } from './programs/time-limit.ts';
import type {
  ApiKey,
  Identity,
  IssuedApiKey,
  IssuedApiKeyResult,
  NewApiKey,
  NewSession,
  NewTenant,
  PairStore,
  Scope,
  Session,
  SessionQuery,
  Store,
  Tenant,
} from './store.ts';
import type { ClockTrustOptions } from './upkeep/clock-trust.ts';
import { Housekeeping } from './upkeep/housekeeping.ts';

const MAINTENANCE_MS = 60_000;
/** How long the reads of one request may take, unless the request brings its own limit. */
const DEFAULT_QUERY_MS = 10_000;

/** The store on any engine. */
export class SqlStore implements Store {
  readonly instanceId: string;
  readonly #runner: Runner;
  readonly #feed: ChangeFeed;
  readonly #housekeeping: Housekeeping;
  readonly #credentials: Credentials;
  readonly #reads: RecordedReads;
  readonly #pairs: PairStores;
  readonly #maintenance: NodeJS.Timeout;

  /** The store in the database of `runner`; a new database learns who it is and since when it records reads. */
  static async open(runner: Runner, options: ClockTrustOptions): Promise<SqlStore> {
    await runner.write('ensureMeta', 'reads_since', options.clock().toISOString());
    const instanceId = await runner.write('ensureMeta', 'instance_id', randomUUID());
    return new SqlStore(runner, instanceId, options);
  }

  constructor(runner: Runner, instanceId: string, options: ClockTrustOptions) {
    const { clock } = options;
    this.instanceId = instanceId;
    this.#feed = new ChangeFeed(runner);
    this.#runner = wakeAfterWrites(runner, this.#feed);
    this.#housekeeping = new Housekeeping(runner, options);
    this.#credentials = new Credentials(runner, clock);
    this.#reads = new RecordedReads(runner, clock);
    this.#pairs = new PairStores(this.#runner, this.#reads);
    // Failed work is tried again in a minute; `ping` is where failures are reported.
    this.#maintenance = setInterval(() => this.runMaintenance().catch(() => {}), MAINTENANCE_MS).unref();
  }

  pairs(scope: Scope, limit: TimeLimit = new TimeLimit(DEFAULT_QUERY_MS)): PairStore {
    return this.#pairs.open(scope, limit);
  }

  follow({ tenantId }: Scope, options: FollowOptions): AsyncIterable<FeedEvent> {
    return this.#feed.follow(tenantId, options);
  }

  get credentialsGeneration(): number {
    return this.#credentials.generation;
  }

  findApiKey(hash: Buffer): Promise<Identity | undefined> {
    return this.#credentials.findApiKey(hash);
  }

  createApiKey(key: NewApiKey): Promise<string> {
    return this.#credentials.createApiKey(key);
  }

  apiKeys(scope: Scope): Promise<readonly ApiKey[]> {
    return this.#credentials.list(scope, new TimeLimit(DEFAULT_QUERY_MS));
  }

  issueApiKey(scope: Scope, key: IssuedApiKey): Promise<IssuedApiKeyResult> {
    return this.#credentials.issueApiKey(scope, key);
  }

  revokeApiKey(scope: Scope, id: string, { withCreated = false } = {}): Promise<boolean> {
    return this.#credentials.revokeApiKey(scope, id, withCreated);
  }

  setConfiguredApiKey(hash: Buffer | undefined, tenantId: string): Promise<string | undefined> {
    return this.#credentials.setConfiguredApiKey(hash, tenantId);
  }

  findAdminApiKey(tenantId: string): Promise<{ readonly id: string } | undefined> {
    return this.#credentials.findAdminApiKey(tenantId);
  }

  recordRead(scope: Scope, pairId: string): void {
    this.#reads.record(scope, pairId);
  }

  async readsSince(): Promise<string> {
    return (await this.#runner.lookUp('findMeta', 'reads_since')) ?? new Date(0).toISOString();
  }

  createSession(session: NewSession): Promise<void> {
    return this.#credentials.createSession(session);
  }

  findSession(hash: Buffer): Promise<Identity | undefined> {
    return this.#credentials.findSession(hash);
  }

  deleteSession(hash: Buffer): Promise<void> {
    return this.#credentials.deleteSession(hash);
  }

  sessions(scope: Scope, query: SessionQuery): Promise<readonly Session[]> {
    return this.#credentials.sessions(scope, query, new TimeLimit(DEFAULT_QUERY_MS));
  }

  endSession(scope: Scope, id: string): Promise<boolean> {
    return this.#credentials.endSession(scope, id);
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
    await this.#credentials.writeUses().catch(() => {});
    await this.#runner.close();
  }

  /** Writes what is due but no request waits for. */
  async runMaintenance(): Promise<void> {
    await this.#reads.write();
    await this.#credentials.writeUses();
    await this.#housekeeping.run();
  }
}
