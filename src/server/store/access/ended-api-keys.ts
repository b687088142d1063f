import { MAX_API_KEYS } from '#contract/limits.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, compile, first, type Program, run } from '../programs/program.ts';
import { liveApiKeys } from './api-keys.ts';

/** Keys of a tenant that are remembered after they were revoked or have expired. */
const MAX_ENDED = 10_000;
/** Keys that one transaction forgets. */
const BATCH = 100;

/** Forgets the oldest keys of a tenant that no longer work, once there are too many. */
export function createEndedKeys(dialect: Dialect) {
  const { queries } = dialect;

  function* forget(tenantId: string, at: string): Program<void> {
    const ofTenant = queries.selectFrom('api_key').where('tenant_id', '=', tenantId);
    const counted = yield* first(compile(ofTenant.select(({ fn }) => fn.countAll<number>().as('count'))));
    const excess = Number(counted?.count ?? 0) - MAX_API_KEYS - MAX_ENDED;
    if (excess <= 0) return;
    const ended = ofTenant
      .where('configured', '=', 0)
      .where('id', 'not in', liveApiKeys(dialect, at).select('id').where('tenant_id', '=', tenantId))
      .select(['id', 'creator_key_id'])
      // Whether a key has expired depends on the clock, so those come after the revoked ones.
      .orderBy(({ case: pick }) => pick().when('revoked', 'is', null).then(1).else(0).end())
      .orderBy('created');
    for (const { id, creator_key_id } of yield* all(compile(ended.limit(Math.min(excess, BATCH))))) {
      // What it created stays in the family of the key that created it.
      yield* run(compile(queries.updateTable('api_key').set({ creator_key_id }).where('creator_key_id', '=', id)));
      yield* run(compile(queries.deleteFrom('session').where('api_key_id', '=', id)));
      yield* run(compile(queries.deleteFrom('api_key').where('id', '=', id)));
    }
  }

  return { forget };
}
