import type { Dialect } from '../programs/engine.ts';
import { type Program, run, template } from '../programs/program.ts';
import type { Read } from './read-buffer.ts';

/** Reads written in one transaction: requests wait for it. */
export const READ_BATCH = 1_000;

/** When pairs were last read, as it is stored: the reads of the last minute are still in a `ReadBuffer`. */
export function createPairReads({ queries }: Dialect) {
  const upsertRead = template(({ tenantId, pairId, actorName, at }: { [Name in keyof Read]: Read[Name] }) =>
    queries
      .insertInto('pair_read')
      .values({ tenant_id: tenantId, pair_id: pairId, actor_name: actorName, at })
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'pair_id']).doUpdateSet((row) => ({
          actor_name: row.ref('excluded.actor_name'),
          at: row.ref('excluded.at'),
        })),
      ),
  );

  function* write(reads: readonly Read[]): Program<void> {
    for (const read of reads) yield* run(upsertRead(read));
  }

  return { write };
}
