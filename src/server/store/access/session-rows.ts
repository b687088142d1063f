import type { Dialect } from '../engine.ts';
import { compile, first, type Program, run, template } from '../program.ts';
import type { Identity, NewSession } from '../store.ts';
import { liveApiKeys } from './api-keys.ts';

/** A session that has not expired; whether it was idle too long is for the caller to see. */
export interface FoundSession extends Identity {
  readonly idleMs: number;
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

  function* removeExpired(): Program<void> {
    yield* run(compile(queries.deleteFrom('session').where('expires', '<=', now())));
  }

  function* setLastSeen(hash: Buffer, at: string): Program<void> {
    yield* run(compile(queries.updateTable('session').set({ last_seen: at }).where('hash', '=', hash)));
  }

  return { find, create, remove, removeExpired, setLastSeen };
}
