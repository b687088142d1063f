import type { Dialect } from '../engine.ts';
import { first, type Program, run, template } from '../program.ts';
import type { Read } from './read-buffer.ts';

/** The row of `meta` that says since when reads are noted; made when the database is opened. */
export const READS_SINCE = 'reads_since';

/** Reads written in one transaction: requests wait meanwhile. */
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

  const readsSince = template((_: object) =>
    queries.selectFrom('meta').select('value').where('name', '=', READS_SINCE),
  );

  function* write(reads: readonly Read[]): Program<void> {
    for (const read of reads) yield* run(upsertRead(read));
  }

  /** Since when reads are noted; UTC, ISO 8601 with milliseconds. */
  function* since(): Program<string> {
    return (yield* first(readsSince({})))?.value ?? new Date(0).toISOString();
  }

  return { write, since };
}
