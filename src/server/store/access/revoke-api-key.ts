import { KvError } from '#contract/errors.ts';
import { createChangeLog } from '../changes/change-log.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, compile, type Program, run } from '../programs/program.ts';
import type { Scope } from '../store.ts';
import { liveApiKeys } from './api-keys.ts';
import { findFamily } from './key-family.ts';

/** Keys that are revoked by one query: engines limit its parameters. */
const BATCH = 500;

/** Revoking API keys, with the rules on which have to stay. */
export function createKeyRevocation(dialect: Dialect, clock: () => Date) {
  const { queries } = dialect;
  const { lockTenant } = createChangeLog(dialect);

  /** See `Store.revokeApiKey`. */
  function* revoke(scope: Scope, id: string, withCreated: boolean): Program<boolean> {
    const at = clock().toISOString();
    // Two that revoke each other's key at the same time must not both succeed.
    yield* lockTenant(scope);
    const ofTenant = liveApiKeys(dialect, at).select(['id', 'configured']).where('tenant_id', '=', scope.tenantId);
    const live = yield* all(compile(ofTenant));
    const family = withCreated ? yield* all(compile(findFamily(dialect, scope.tenantId, id))) : [{ id }];
    const ids = new Set(family.map((key) => key.id));
    const keys = live.filter((key) => ids.has(key.id));
    if (keys.length === 0) return false;
    assertRevocable(keys, live.length);
    for (let left = keys.map((key) => key.id); left.length > 0; left = left.slice(BATCH)) {
      const batch = left.slice(0, BATCH);
      yield* run(compile(queries.updateTable('api_key').set({ revoked: at }).where('id', 'in', batch)));
      // Sessions are found by keys that work only; these would come back if the key were configured one day.
      yield* run(compile(queries.deleteFrom('session').where('api_key_id', 'in', batch)));
    }
    return true;
  }

  return { revoke };
}

/** `liveCount` is the number of keys of the tenant that work. */
function assertRevocable(keys: readonly { readonly configured: number }[], liveCount: number): void {
  const [isOne, isAll] = [keys.length === 1, keys.length === liveCount];
  if (keys.some(({ configured }) => configured === 1)) {
    throw new KvError(
      'FORBIDDEN',
      isOne
        ? 'This is the API key that KV_ADMIN_API_KEY sets: change that setting and restart the server instead.'
        : 'One of these API keys is the one that KV_ADMIN_API_KEY sets: revoke the others one by one, or change that setting and restart the server first.',
    );
  }
  // Every key can administer, so far.
  if (isAll) {
    throw new KvError(
      'FORBIDDEN',
      isOne
        ? 'This is the last API key that can administer the tenant: create another one first.'
        : 'These are the last API keys that can administer the tenant: create another one first, with a key that stays.',
    );
  }
}
