import type { Dialect } from '../engine.ts';
import { all, compile, first, type Program, run, template } from '../program.ts';
import type { Identity, NewSession } from '../store.ts';
import { liveApiKeys } from './api-keys.ts';
import type { Uses } from './use-buffer.ts';

/** Sessions that a batch removes. */
const SWEEP_BATCH = 500;

/** A session that has not expired; whether it was idle too long is for the caller to see. */
export interface FoundSession extends Identity {
  readonly idleMs: number;
  readonly expires: string;
  /** Of its API key; null: never. */
  readonly keyExpires: string | null;
  /** As written last: later uses may not be yet. */
  readonly lastSeen: string;
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
    const created = now();
    const session = { hash, api_key_id: apiKeyId, tenant_id: tenantId, created, expires, idle_ms: idleMs };
    yield* run(compile(queries.insertInto('session').values({ ...session, last_seen: created })));
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

  return { find, create, remove, removeExpired, setLastSeen };
}
