import type { FeedEvent, FollowOptions } from './feed.ts';
import type { PairHistory, PairRename, PairRestoration } from './history.ts';
import type {
  ListedProperty,
  NullableColumn,
  PairColumn,
  PairProperty,
  PairValues,
  StoredPair,
} from './pair-fields.ts';
import type { RowFields } from './programs/row-text.ts';
import type { TimeLimit } from './programs/time-limit.ts';
import type { Via, WriteOptions, WriteResult } from './writes.ts';

/** The caller that an API key or a session authenticates. */
export interface Identity {
  readonly tenantId: string;
  /** Stable id of the API key behind the request; idempotency keys are remembered per actor. */
  readonly actorId: string;
  /** Name of the API key, written to `updated_by`. */
  readonly actorName: string;
  readonly userId: string;
  /** The session that the request came with; absent when it came with the API key itself. */
  readonly sessionId?: string;
}

/**
 * The tenant whose data a call may touch, and who makes the call. Requests get theirs from `findApiKey` or
 * `findSession` alone, and nothing in the store works on pairs without one: a query without a tenant cannot be written.
 */
export interface Scope extends Identity {
  readonly via: Via;
}

/** Everything about a pair but its value. See `PAIR_FIELDS`. */
export type PairSummary = Pick<PairValues, ListedProperty>;

/**
 * `like` and `ilike` have PostgreSQL's meaning: `%`, `_`, and `\` as escape, which may not stand alone at the end; on
 * columns of numbers they look at the digits. `ilike` folds case beyond ASCII too, character by character: `É` matches
 * `é`, `ß` does not match `ss`.
 */
export type ComparisonOperator = 'eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte' | 'like' | 'ilike';

/**
 * A filter. Text is ordered by UTF-8 bytes on every engine. Operands are of the type of their column, and instants are
 * spelled as in `PairSummary`. `and` of nothing matches every pair, `or` of nothing and `in` nothing match none.
 *
 * Reads throw a KvError `BAD_USER_INPUT` for a filter with more than 32 levels, 1,000 conditions or 1,000 operands in
 * a list, and for text that is not valid Unicode or has the NUL character.
 */
export type PairFilter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly PairFilter[] }
  | { readonly kind: 'not'; readonly filter: PairFilter }
  | {
      readonly kind: 'compare';
      readonly column: PairColumn;
      readonly operator: ComparisonOperator;
      /** Null is the null of SQL, in a column too: nothing compares to it, so nothing matches, also under `not`. */
      readonly operand: string | number | null;
    }
  | {
      readonly kind: 'in';
      readonly column: PairColumn;
      readonly operands: readonly (string | number)[];
    }
  | {
      /** The one way to find null. */
      readonly kind: 'isNull';
      readonly column: NullableColumn;
    };

export interface PairOrder {
  /** Null comes before everything else. */
  readonly column: PairColumn;
  readonly direction: 'asc' | 'desc';
}

export interface PairQuery {
  readonly filter?: PairFilter;
  /** Ties are broken by key, ascending, so that order is total and pages are stable. Default: by key. */
  readonly order?: readonly PairOrder[];
  /** At least 0; absent: all. */
  readonly limit?: number;
  /** At least 0. */
  readonly offset?: number;
}

export interface PairWrite extends WriteOptions {
  /** Valid by `assertKey`. */
  readonly key: string;
  /** Compact JSON text, checked and within the limits. */
  readonly valueText: string;
}

export interface PairDeletion extends WriteOptions {
  readonly id: string;
}

/** One of several writes that are made together. */
export type PairStep =
  | { readonly kind: 'set'; readonly write: PairWrite }
  | { readonly kind: 'delete'; readonly write: PairDeletion }
  | { readonly kind: 'rename'; readonly write: PairRename }
  | { readonly kind: 'restore'; readonly write: PairRestoration };

export type PairStepResult = WriteResult | boolean;

/**
 * The pairs of one tenant. Reads throw a KvError `QUERY_TOO_EXPENSIVE` when they take longer than the limit of their
 * request.
 */
export interface PairStore extends PairHistory {
  list(query: PairQuery): Promise<readonly PairSummary[]>;
  /** Only these properties: what is not read costs nothing. */
  list<Property extends PairProperty>(
    query: PairQuery,
    properties: readonly Property[],
  ): Promise<readonly Pick<PairValues, Property>[]>;
  /** The same with everything. */
  listWithValues(query: PairQuery): Promise<readonly StoredPair[]>;
  /**
   * The same as JSON text, in pieces of some tens of kilobytes and read as they are asked for, all from one snapshot:
   * objects with these members, with commas between them. Values are exact. Counts as a read of the values in it,
   * unless it is for the admin UI.
   */
  rows(query: PairQuery, fields: RowFields<PairProperty>): AsyncIterable<string | Uint8Array>;
  /** Without a filter, or for one that was counted since the last change, it costs next to nothing. */
  count(filter?: PairFilter): Promise<number>;
  /**
   * One transaction: locks the tenant, checks version and licence, writes pair, version row, change row and
   * counters. Resolves after the commit has reached stable storage.
   *
   * @throws {KvError} `VERSION_CONFLICT` (details `current_version`, 0 when absent), `LICENSE_LIMIT_REACHED`
   *   (details `used`, `limit`), `BAD_USER_INPUT` when the idempotency key came with another request; then nothing
   *   has changed. `UNAVAILABLE` when it cannot be written now.
   */
  set(write: PairWrite): Promise<WriteResult>;
  /**
   * Resolves to whether there was such a pair; when there was none, whatever version was expected.
   *
   * @throws {KvError} like `set`
   */
  delete(deletion: PairDeletion): Promise<boolean>;
  /**
   * Writes one after another in one transaction: each sees those before it, and all of them are made or none. The
   * results are those of the writes alone.
   *
   * @throws {KvError} what one of them throws, with which one it was: see `takeStep`
   */
  writeTogether(steps: readonly PairStep[]): Promise<readonly PairStepResult[]>;
}

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly created: string;
  /** The most pairs the licence allows. */
  readonly pairLimit: number;
  /** Bytes of the values of earlier versions and deleted pairs: see `Retention.historyBytes`. */
  readonly historyBytes: number;
}

export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  readonly pairLimit: number;
}

export interface NewApiKey {
  readonly name: string;
  /** SHA-256 of the key; the key itself is never stored. */
  readonly hash: Buffer;
  readonly tenantId: string;
  /** UTC, ISO 8601 with milliseconds; absent: it never expires. */
  readonly expires?: string;
}

/** An API key that another one creates: for its own user and the tenant of the scope. */
export interface IssuedApiKey {
  /** Valid by `assertApiKeyName`. */
  readonly name: string;
  /** SHA-256 of the key; the key itself is never stored. */
  readonly hash: Buffer;
  /** UTC, ISO 8601 with milliseconds; absent: when its creator expires. */
  readonly expires?: string;
  /** For 24 hours the same request with the same one makes one key. */
  readonly idempotencyKey?: string;
}

export interface IssuedApiKeyResult {
  readonly id: string;
  /** The key was made by an earlier request with the same idempotency key, with the `hash` that came with that. */
  readonly isRepeat: boolean;
}

/** The user that created an API key, under the name at that time. */
interface ApiKeyCreator {
  readonly userId: string;
  readonly name: string;
}

/** The public part of an API key: neither its text nor its hash. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
  readonly userId: string;
  /** UTC, ISO 8601 with milliseconds, like the other instants. */
  readonly created: string;
  /** Null: never. */
  readonly expires: string | null;
  /** Null: not yet. */
  readonly lastUsed: string | null;
  /** Null: the server itself. */
  readonly createdBy: ApiKeyCreator | null;
  /** The API key that created it; null: the server itself, or it was not recorded. */
  readonly createdByKeyId: string | null;
  /** How many keys that still work it created, or those it created did, and so on. */
  readonly createdKeys: number;
}

export interface NewSession {
  /** SHA-256 of the session token. */
  readonly hash: Buffer;
  readonly apiKeyId: string;
  readonly tenantId: string;
  /** UTC, ISO 8601: ends then, however much it is used. */
  readonly expires: string;
  /** Ends after this long without a request. */
  readonly idleMs: number;
}

/** The public part of a session: neither its token nor the hash of that. */
export interface Session {
  readonly id: string;
  readonly apiKeyId: string;
  readonly apiKeyName: string;
  /** UTC, ISO 8601 with milliseconds, like the other instants. */
  readonly created: string;
  readonly lastSeen: string;
  /** Ends then, with its API key, or earlier when it is idle too long. */
  readonly expires: string;
}

export interface SessionQuery {
  readonly apiKeyId?: string;
  /** At least 0. */
  readonly limit: number;
}

/** Where everything lives. `store.contract.ts` is the other half of this interface: every engine passes it. */
export interface Store {
  /** Random, made with the database: names cookies, so that two servers on one host do not collide. */
  readonly instanceId: string;
  /** Grows with every write that may end an API key or a session. */
  readonly credentialsGeneration: number;

  /** The reads of one request share a `limit`. Default: one of 10 seconds for this `PairStore`. */
  pairs(scope: Scope, limit?: TimeLimit): PairStore;

  /**
   * Every change of the tenant's pairs once, in order of revision and without gaps, whichever process makes it; where
   * that cannot be, one `resync` stands for what is missing. Nothing is read ahead: a follower that is slow falls
   * behind, and nobody waits for it.
   *
   * @throws {KvError} `UNAVAILABLE`
   */
  follow(scope: Scope, options: FollowOptions): AsyncIterable<FeedEvent>;

  /** The identity of an API key, by the SHA-256 of its text; undefined when unknown, expired or revoked. */
  findApiKey(hash: Buffer): Promise<Identity | undefined>;
  /** A key that the server itself makes, for a user of its own; its name may be taken. Resolves to the id of the key. */
  createApiKey(key: NewApiKey): Promise<string>;
  /**
   * A key that the actor of the scope makes. It does not outlive that actor.
   *
   * @throws {KvError} `BAD_USER_INPUT` for an expiry after that of the actor, for a name that looks like that of
   *   another key of the tenant that works, when there are too many of those (details `used`, `limit`), and when the
   *   idempotency key came with another request; `UNAUTHENTICATED` when the actor was revoked or has expired by now
   */
  issueApiKey(scope: Scope, key: IssuedApiKey): Promise<IssuedApiKeyResult>;
  /** The API keys of the tenant that are neither expired nor revoked, the oldest first. */
  apiKeys(scope: Scope): Promise<readonly ApiKey[]>;
  /**
   * Revokes an API key of the tenant and ends its sessions; `withCreated` also those that it created, that these
   * created, and so on, even if the key itself no longer works. All of them or none. Resolves to whether there was
   * any that worked.
   *
   * @throws {KvError} `FORBIDDEN` when no key that can administer the tenant would be left, and for the configured one;
   *   then nothing has changed
   */
  revokeApiKey(scope: Scope, id: string, options?: { readonly withCreated?: boolean }): Promise<boolean>;
  /**
   * Makes the key with this hash the one that `KV_ADMIN_API_KEY` stands for, replacing an earlier one; undefined
   * revokes that. It gets an addition to its name if another key of the tenant has that name. Resolves to the id of
   * the key, or undefined.
   */
  setConfiguredApiKey(hash: Buffer | undefined, tenantId: string): Promise<string | undefined>;
  /** An API key of the tenant that may administer, the oldest; undefined when there is none. */
  findAdminApiKey(tenantId: string): Promise<{ readonly id: string } | undefined>;

  /** Records that the actor of the scope has read the value of a pair. Written later, but visible immediately. */
  recordRead(scope: Scope, pairId: string): void;
  /** When the recording of reads began; UTC, ISO 8601 with milliseconds. */
  readsSince(): Promise<string>;

  /** Ends the session that was idle longest, to the minute, if its API key or the tenant has too many. */
  createSession(session: NewSession): Promise<void>;
  /**
   * The identity of a session; undefined when unknown or ended, or when its API key is. Counts as use; after a crash
   * the uses of the last minute are forgotten.
   */
  findSession(hash: Buffer): Promise<Identity | undefined>;
  deleteSession(hash: Buffer): Promise<void>;
  /** The sessions of the tenant that have not ended, those used last first. */
  sessions(scope: Scope, query: SessionQuery): Promise<readonly Session[]>;
  /** Ends a session of the tenant. Resolves to whether there was such a session. */
  endSession(scope: Scope, id: string): Promise<boolean>;

  /** Tenants that the actor of `scope` may use, by slug. */
  tenants(scope: Scope): Promise<readonly Tenant[]>;
  /** The tenant of the scope. */
  tenant(scope: Scope): Promise<Tenant>;
  /** The scope moved to another tenant; undefined when its actor may not use it. */
  withTenant(scope: Scope, tenantId: string): Promise<Scope | undefined>;
  /**
   * Makes the tenant if there is none with this slug, and sets the licence of every tenant. Resolves to the id of the
   * tenant.
   */
  ensureTenant(tenant: NewTenant): Promise<string>;

  /**
   * Writes what is due but no request waits for, and removes what is older than it is to be kept. A store does it
   * every minute by itself.
   */
  runMaintenance(): Promise<void>;
  /** @throws {KvError} `UNAVAILABLE` when it cannot read. */
  ping(): Promise<void>;
  /** Finishes the writes under way and lets go of the database. */
  close(): Promise<void>;
}
