import { randomUUID } from 'node:crypto';
import { createChangeLog } from '../changes/change-log.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, compile, first, type Program, run, template } from '../programs/program.ts';
import type { ApiKey, Identity, NewApiKey } from '../store.ts';
import { countCreated } from './key-family.ts';
import { freeConfiguredName } from './key-names.ts';
import type { Uses } from './use-buffer.ts';

/** The name of the key of `KV_ADMIN_API_KEY`, as it appears in `updated_by`. */
const CONFIGURED_KEY_NAME = 'admin';

/** An API key that works. */
export interface FoundApiKey extends Identity {
  /** Null: never. */
  readonly expires: string | null;
}

/** The API keys half of `Store`. */
export function createApiKeys(dialect: Dialect, clock: () => Date) {
  const { queries } = dialect;
  const { lockTenant } = createChangeLog(dialect);
  const now = () => clock().toISOString();

  const identityByHash = template(({ hash, at }: { hash: Buffer; at: string }) =>
    liveApiKeys(dialect, at)
      .select(['tenant_id as tenantId', 'id as actorId', 'name as actorName', 'user_id as userId', 'expires'])
      .where('hash', '=', hash),
  );

  function find(hash: Buffer): Program<FoundApiKey | undefined> {
    return first(identityByHash({ hash, at: now() }));
  }

  /** See `Store.createApiKey`. */
  function* create(key: NewApiKey, configured: 0 | 1 = 0): Program<string> {
    const row = {
      id: randomUUID(),
      tenant_id: key.tenantId,
      user_id: randomUUID(),
      name: key.name,
      hash: key.hash,
      configured,
      created: now(),
      expires: key.expires ?? null,
    };
    yield* run(compile(queries.insertInto('api_key').values(row)));
    return row.id;
  }

  /** See `Store.apiKeys`. */
  function* list(tenantId: string): Program<ApiKey[]> {
    const keys = liveApiKeys(dialect, now())
      .select(['id', 'name', 'tenant_id as tenantId', 'user_id as userId', 'created', 'expires'])
      .select(['last_used as lastUsed', 'creator_id', 'creator_name', 'creator_key_id as createdByKeyId'])
      .where('tenant_id', '=', tenantId);
    const rows = yield* all(compile(keys.orderBy('created').orderBy('id')));
    // Keys that no longer work too, which may stand between two that do.
    const ofTenant = queries.selectFrom('api_key').select(['id', 'creator_key_id as creatorKeyId']);
    const everyKey = yield* all(compile(ofTenant.where('tenant_id', '=', tenantId)));
    const created = countCreated(everyKey, new Set(rows.map(({ id }) => id)));
    return rows.map(({ creator_id, creator_name, ...key }) => ({
      ...key,
      createdBy: creator_id !== null && creator_name !== null ? { userId: creator_id, name: creator_name } : null,
      createdKeys: created.get(key.id) ?? 0,
    }));
  }

  /** See `Store.setConfiguredApiKey`. */
  function* setConfigured(hash: Buffer | undefined, tenantId: string): Program<string | undefined> {
    yield* lockTenant({ tenantId });
    const earlier = queries.updateTable('api_key').where('configured', '=', 1);
    if (!hash) {
      yield* run(compile(earlier.set({ configured: 0, revoked: now() })));
      return undefined;
    }
    yield* run(compile(earlier.set({ configured: 0, revoked: now() }).where('hash', '<>', hash)));
    const known = yield* first(compile(queries.selectFrom('api_key').select(['id', 'name']).where('hash', '=', hash)));
    const others = liveApiKeys(dialect, now()).select('name').where('tenant_id', '=', tenantId);
    const taken = yield* all(compile(others.where('hash', '<>', hash)));
    const name = freeConfiguredName(
      known?.name ?? CONFIGURED_KEY_NAME,
      taken.map((key) => key.name),
    );
    if (!known) return yield* create({ name, hash, tenantId }, 1);
    const live = { configured: 1, tenant_id: tenantId, name, revoked: null, expires: null };
    yield* run(compile(queries.updateTable('api_key').set(live).where('id', '=', known.id)));
    return known.id;
  }

  /** See `Store.findAdminApiKey`. */
  function findAdmin(tenantId: string): Program<{ readonly id: string } | undefined> {
    const keys = liveApiKeys(dialect, now()).select('id').where('tenant_id', '=', tenantId);
    return first(compile(keys.orderBy('created').orderBy('id').limit(1)));
  }

  /** Writes when keys, by id, were used last. */
  function* setLastUsed(uses: Uses): Program<void> {
    for (const [id, at] of uses) {
      yield* run(compile(queries.updateTable('api_key').set({ last_used: at }).where('id', '=', id)));
    }
  }

  return { find, create, list, setConfigured, findAdmin, setLastUsed };
}

/** The keys that may be used at that time: neither revoked nor expired. */
export function liveApiKeys({ queries }: Dialect, at: string) {
  return queries
    .selectFrom('api_key')
    .where('api_key.revoked', 'is', null)
    .where((key) => key.or([key('api_key.expires', 'is', null), key('api_key.expires', '>', at)]));
}
