import { LRUCache } from 'lru-cache';
import type { Runner } from '../programs/runner.ts';
import type { TimeLimit } from '../programs/time-limit.ts';
import type {
  ApiKey,
  Identity,
  IssuedApiKey,
  IssuedApiKeyResult,
  NewApiKey,
  NewSession,
  Scope,
  Session,
  SessionQuery,
} from '../store.ts';
import type { FoundApiKey } from './api-keys.ts';
import type { FoundSession } from './session-rows.ts';
import { inUse } from './sessions-in-use.ts';
import { UseBuffer, type Uses } from './use-buffer.ts';

/** Keys and sessions that are kept in memory. */
const MAX_KNOWN = 10_000;
/** Uses of keys or sessions that are written in one transaction. */
const USE_BATCH = 500;

/**
 * API keys and sessions: the half of `Store` that says who may do anything. Those in use are kept in memory, so that
 * recognising them costs no query, and are forgotten with every write that may end one of them.
 */
export class Credentials {
  readonly #runner: Runner;
  readonly #clock: () => Date;
  /** By hash, base64. */
  readonly #keys = new LRUCache<string, FoundApiKey>({ max: MAX_KNOWN });
  readonly #sessions = new LRUCache<string, FoundSession>({ max: MAX_KNOWN });
  /** Grows when they are forgotten: what was read before must not be remembered after. */
  #generation = 0;
  /** By id. */
  readonly #keyUses = new UseBuffer();
  /** By hash, base64. */
  readonly #sessionUses = new UseBuffer();

  constructor(runner: Runner, clock: () => Date) {
    this.#runner = runner;
    this.#clock = clock;
  }

  /** See `Store.credentialsGeneration`. */
  get generation(): number {
    return this.#generation;
  }

  /** See `Store.findApiKey`. */
  async findApiKey(hash: Buffer): Promise<Identity | undefined> {
    const found = await this.#find(this.#keys, hash, () => this.#runner.lookUp('findApiKey', hash));
    if (!found) return undefined;
    const { expires, ...identity } = found;
    const now = this.#clock().toISOString();
    if (expires !== null && expires <= now) return undefined;
    this.#keyUses.record(identity.actorId, now);
    return identity;
  }

  /** See `Store.findSession`. */
  async findSession(hash: Buffer): Promise<Identity | undefined> {
    const found = await this.#find(this.#sessions, hash, () => this.#runner.lookUp('findSession', hash));
    if (!found) return undefined;
    const { expires, keyExpires, idleMs, lastSeen, ...identity } = found;
    const now = this.#clock();
    const at = now.toISOString();
    if (expires <= at || (keyExpires !== null && keyExpires <= at)) return undefined;
    const name = hash.toString('base64');
    const seen = this.#sessionUses.get(name) ?? lastSeen;
    if (now.getTime() - Date.parse(seen) >= idleMs) return undefined;
    // What is kept in memory is not read again, so it has to learn this too.
    this.#sessions.set(name, { ...found, lastSeen: at });
    this.#sessionUses.record(name, at);
    this.#keyUses.record(identity.actorId, at);
    return identity;
  }

  createApiKey(key: NewApiKey): Promise<string> {
    return this.#runner.write('createApiKey', key);
  }

  /** See `Store.apiKeys`. */
  async list({ tenantId, actorId }: Scope, limit: TimeLimit): Promise<readonly ApiKey[]> {
    const keys = await this.#runner.read({ owner: actorId, limit }, 'apiKeys', tenantId);
    // Uses are written once a minute.
    return keys.map((key) => ({ ...key, lastUsed: this.#keyUses.get(key.id) ?? key.lastUsed }));
  }

  issueApiKey(scope: Scope, key: IssuedApiKey): Promise<IssuedApiKeyResult> {
    return this.#forgetting(this.#runner.write('issueApiKey', scope, key));
  }

  revokeApiKey(scope: Scope, id: string, withCreated: boolean): Promise<boolean> {
    return this.#forgetting(this.#runner.write('revokeApiKey', scope, id, withCreated));
  }

  setConfiguredApiKey(hash: Buffer | undefined, tenantId: string): Promise<string | undefined> {
    return this.#forgetting(this.#runner.write('setConfiguredApiKey', hash, tenantId));
  }

  findAdminApiKey(tenantId: string): Promise<{ readonly id: string } | undefined> {
    return this.#runner.lookUp('findAdminApiKey', tenantId);
  }

  /** May end others, if there are too many. */
  createSession(session: NewSession): Promise<void> {
    return this.#forgetting(this.#runner.write('createSession', session));
  }

  /** See `Store.sessions`. */
  async sessions(
    { tenantId, actorId }: Scope,
    { apiKeyId, limit }: SessionQuery,
    time: TimeLimit,
  ): Promise<readonly Session[]> {
    const rows = await this.#runner.read({ owner: actorId, limit: time }, 'sessions', tenantId, apiKeyId);
    return inUse(rows, this.#sessionUses, this.#clock()).slice(0, limit);
  }

  endSession(scope: Scope, id: string): Promise<boolean> {
    return this.#forgetting(this.#runner.write('endSession', scope, id));
  }

  deleteSession(hash: Buffer): Promise<void> {
    return this.#forgetting(this.#runner.write('deleteSession', hash));
  }

  /** Writes when keys and sessions were used last. */
  async writeUses(): Promise<void> {
    await this.#writeBatches(this.#keyUses, (uses) => this.#runner.write('writeKeyUses', uses));
    await this.#writeBatches(this.#sessionUses, (uses) => this.#runner.write('writeSessionUses', uses));
  }

  async #find<Found extends object>(
    known: LRUCache<string, Found>,
    hash: Buffer,
    read: () => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    const name = hash.toString('base64');
    const remembered = known.get(name);
    if (remembered) return remembered;
    const generation = this.#generation;
    const found = await read();
    if (found && generation === this.#generation) known.set(name, found);
    return found;
  }

  /** Whatever becomes of the write: after a failed one it is not known whether it took effect. */
  #forgetting<Result>(write: Promise<Result>): Promise<Result> {
    return write.finally(() => {
      this.#generation += 1;
      this.#keys.clear();
      this.#sessions.clear();
    });
  }

  async #writeBatches(buffer: UseBuffer, write: (uses: Uses) => Promise<void>): Promise<void> {
    for (let left = buffer.all(); left.length > 0; left = left.slice(USE_BATCH)) {
      const batch = left.slice(0, USE_BATCH);
      await write(batch);
      buffer.forget(batch);
    }
  }
}
