import { randomUUID } from 'node:crypto';
import type { SelectQueryBuilder } from 'kysely';
import { MAX_SESSIONS_PER_API_KEY, MAX_SESSIONS_PER_TENANT } from '#contract/limits.ts';
import type { Database } from '../database.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, compile, first, type Program, run, template } from '../programs/program.ts';
import type { Identity, NewSession, Scope, Session } from '../store.ts';
import { liveApiKeys } from './api-keys.ts';
import type { Uses } from './use-buffer.ts';

/** Sessions that a batch removes. */
const SWEEP_BATCH = 500;

/** A session that has not expired; whether it was idle too long is for the caller to see. */
export interface FoundSession extends Identity {
  readonly sessionId: string;
  readonly idleMs: number;
  readonly expires: string;
  /** Of its API key; null: never. */
  readonly keyExpires: string | null;
  /** As written last: later uses may not be yet. */
  readonly lastSeen: string;
}

export interface ListedSession extends Session {
  readonly idleMs: number;
  readonly hash: Buffer;
}

/** The sessions half of `Store`. */
export function createSessions(dialect: Dialect, clock: () => Date) {
  const { queries } = dialect;
  const now = () => clock().toISOString();

  const sessionByHash = template(({ hash, at }: { hash: Buffer; at: string }) =>
    liveApiKeys(dialect, at)
      .innerJoin('session', 'session.api_key_id', 'api_key.id')
      .where('session.hash', '=', hash)
      .where('session.expires', '>', at)
      .select([
        'session.tenant_id as tenantId',
        'api_key.id as actorId',
        'api_key.name as actorName',
        'api_key.user_id as userId',
        'session.id as sessionId',
        'session.idle_ms as idleMs',
        'session.expires as expires',
        'api_key.expires as keyExpires',
        'session.last_seen as lastSeen',
      ]),
  );

  function find(hash: Buffer): Program<FoundSession | undefined> {
    return first(sessionByHash({ hash, at: now() }));
  }

  /** See `Store.createSession`. */
  function* create({ hash, apiKeyId, tenantId, expires, idleMs }: NewSession): Program<void> {
    const ofTenant = queries.selectFrom('session').where('tenant_id', '=', tenantId);
    yield* endIdlest(ofTenant.where('api_key_id', '=', apiKeyId), MAX_SESSIONS_PER_API_KEY - 1);
    yield* endIdlest(ofTenant, MAX_SESSIONS_PER_TENANT - 1);
    const created = now();
    const session = { hash, id: randomUUID(), api_key_id: apiKeyId, tenant_id: tenantId, created, expires };
    yield* run(compile(queries.insertInto('session').values({ ...session, idle_ms: idleMs, last_seen: created })));
  }

  /** Leaves `kept` of the sessions. */
  function* endIdlest(sessions: SelectQueryBuilder<Database, 'session', unknown>, kept: number): Program<void> {
    const byUse = sessions.select('hash').orderBy('last_seen', 'desc').orderBy('created', 'desc');
    for (const { hash } of yield* all(compile(byUse.limit(SWEEP_BATCH).offset(kept)))) yield* remove(hash);
  }

  /** The sessions of a tenant that have not expired; whether they were idle too long is for the caller to see. */
  function* list(tenantId: string, apiKeyId: string | undefined): Program<readonly ListedSession[]> {
    const live = liveApiKeys(dialect, now())
      .innerJoin('session', 'session.api_key_id', 'api_key.id')
      .where('session.tenant_id', '=', tenantId)
      .where('session.expires', '>', now())
      .select(['session.id as id', 'api_key.id as apiKeyId', 'api_key.name as apiKeyName'])
      .select(['session.created as created', 'session.last_seen as lastSeen', 'session.idle_ms as idleMs'])
      .select(['session.expires as ends', 'api_key.expires as keyExpires', 'session.hash as hash']);
    const rows = yield* all(compile(apiKeyId === undefined ? live : live.where('api_key.id', '=', apiKeyId)));
    return rows.map(({ ends, keyExpires, ...row }) => ({
      ...row,
      expires: keyExpires !== null && keyExpires < ends ? keyExpires : ends,
    }));
  }

  /** See `Store.endSession`. */
  function* end({ tenantId }: Scope, id: string): Program<boolean> {
    const sessions = queries.selectFrom('session').select('hash').where('id', '=', id);
    const session = yield* first(compile(sessions.where('tenant_id', '=', tenantId)));
    if (session) yield* remove(session.hash);
    return session !== undefined;
  }

  function* remove(hash: Buffer): Program<void> {
    yield* run(compile(queries.deleteFrom('session').where('hash', '=', hash)));
  }

  /** One batch of sessions that have ended. Resolves to whether no more are left. */
  function* removeExpired(): Program<boolean> {
    const ended = yield* all(
      compile(queries.selectFrom('session').select('hash').where('expires', '<=', now()).limit(SWEEP_BATCH)),
    );
    for (const { hash } of ended) yield* remove(hash);
    return ended.length < SWEEP_BATCH;
  }

  /** Writes when sessions, by hash in base64, were used last. */
  function* setLastSeen(uses: Uses): Program<void> {
    for (const [name, at] of uses) {
      const hash = Buffer.from(name, 'base64');
      yield* run(compile(queries.updateTable('session').set({ last_seen: at }).where('hash', '=', hash)));
    }
  }

  return { find, create, list, remove, end, removeExpired, setLastSeen };
}
