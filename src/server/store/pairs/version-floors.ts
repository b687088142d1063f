import type { Dialect } from '../programs/engine.ts';
import { first, type Program, run, template } from '../programs/program.ts';

/**
 * How far versions have been counted under keys that no pair has any more. The next pair with such a key counts on from
 * there: otherwise a writer who read version 1 of the earlier pair could pass for one who read version 1 of the next.
 */
export function createVersionFloors({ queries }: Dialect) {
  const floorByKey = template((floor: { tenantId: string; key: string }) =>
    queries
      .selectFrom('version_floor')
      .select('version')
      .where('tenant_id', '=', floor.tenantId)
      .where('key', '=', floor.key),
  );

  const upsert = template((floor: { tenantId: string; key: string; version: number }) =>
    queries
      .insertInto('version_floor')
      .values({ tenant_id: floor.tenantId, key: floor.key, version: floor.version })
      // Always a higher one, since the pair that leaves the key counted on from the floor before.
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'key']).doUpdateSet((row) => ({ version: row.ref('excluded.version') })),
      ),
  );

  /** The last version under a key that no pair has now; 0 when no pair has ever had it. */
  function* find(tenantId: string, key: string): Program<number> {
    return (yield* first(floorByKey({ tenantId, key })))?.version ?? 0;
  }

  /** `version` is the one with which a pair leaves the key. */
  function* raise(tenantId: string, key: string, version: number): Program<void> {
    yield* run(upsert({ tenantId, key, version }));
  }

  return { find, raise };
}
