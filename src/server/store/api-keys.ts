import { randomUUID } from 'node:crypto';
import type { Dialect } from './engine.ts';
import { compile, first, type Program, run, template } from './program.ts';
import type { Identity, NewApiKey } from './store.ts';

/** What the key of `KV_ADMIN_API_KEY` is called in `updated_by`. */
const CONFIGURED_KEY_NAME = 'admin';

/** The API keys half of `Store`. */
export function createApiKeys(dialect: Dialect, clock: () => Date) {
  const { queries } = dialect;
  const now = () => clock().toISOString();

  const identityByHash = template(({ hash, at }: { hash: Buffer; at: string }) =>
    liveApiKeys(dialect, at)
      .select(['tenant_id as tenantId', 'id as actorId', 'name as actorName', 'user_id as userId'])
      .where('hash', '=', hash),
  );

  function find(hash: Buffer): Program<Identity | undefined> {
    return first(identityByHash({ hash, at: now() }));
  }

  /** See `Store.createApiKey`. */
  function* create({ name, hash, tenantId }: NewApiKey, configured: 0 | 1 = 0): Program<string> {
    const id = randomUUID();
    const key = { id, tenant_id: tenantId, user_id: randomUUID(), name, hash, configured, created: now() };
    yield* run(compile(queries.insertInto('api_key').values(key)));
    return id;
  }

  /** See `Store.setConfiguredApiKey`. */
  function* setConfigured(hash: Buffer | undefined, tenantId: string): Program<string | undefined> {
    const earlier = queries.updateTable('api_key').where('configured', '=', 1);
    if (!hash) {
      yield* run(compile(earlier.set({ configured: 0, revoked: now() })));
      return undefined;
    }
    yield* run(compile(earlier.set({ configured: 0, revoked: now() }).where('hash', '<>', hash)));
    const known = yield* first(compile(queries.selectFrom('api_key').select('id').where('hash', '=', hash)));
    if (!known) return yield* create({ name: CONFIGURED_KEY_NAME, hash, tenantId }, 1);
    const live = { configured: 1, tenant_id: tenantId, revoked: null, expires: null };
    yield* run(compile(queries.updateTable('api_key').set(live).where('id', '=', known.id)));
    return known.id;
  }

  /** See `Store.findAdminApiKey`. */
  function findAdmin(tenantId: string): Program<{ readonly id: string } | undefined> {
    const keys = liveApiKeys(dialect, now()).select('id').where('tenant_id', '=', tenantId);
    return first(compile(keys.orderBy('created').orderBy('id').limit(1)));
  }

  function* setLastUsed(id: string, at: string): Program<void> {
    yield* run(compile(queries.updateTable('api_key').set({ last_used: at }).where('id', '=', id)));
  }

  return { find, create, setConfigured, findAdmin, setLastUsed };
}

/** The keys that may be used at that time: neither revoked nor expired. */
export function liveApiKeys({ queries }: Dialect, at: string) {
  return queries
    .selectFrom('api_key')
    .where('api_key.revoked', 'is', null)
    .where((key) => key.or([key('api_key.expires', 'is', null), key('api_key.expires', '>', at)]));
}
