import type { Dialect } from '../engine.ts';
import { first, type Program, run, template } from '../program.ts';

/**
 * How far versions have been counted under keys that pairs have left. Whatever pair comes to such a key goes on from
 * there: else a writer who read version 1 before would pass for one who has seen version 1 of what came after it.
 */
export function createLeftKeys({ queries }: Dialect) {
  const versionByKey = template((left: { tenantId: string; key: string }) =>
    queries.selectFrom('left_key').select('version').where('tenant_id', '=', left.tenantId).where('key', '=', left.key),
  );

  const upsert = template((left: { tenantId: string; key: string; version: number }) =>
    queries
      .insertInto('left_key')
      .values({ tenant_id: left.tenantId, key: left.key, version: left.version })
      // It is the higher one, since the pair that leaves went on from the one before.
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'key']).doUpdateSet((row) => ({ version: row.ref('excluded.version') })),
      ),
  );

  /** The last version under a key that no pair has now; 0 when none ever had it. */
  function* lastVersion(tenantId: string, key: string): Program<number> {
    const left = yield* first(versionByKey({ tenantId, key }));
    return left?.version ?? 0;
  }

  /** `version` is the one by which the pair leaves the key. */
  function* leave(tenantId: string, key: string, version: number): Program<void> {
    yield* run(upsert({ tenantId, key, version }));
  }

  return { lastVersion, leave };
}
