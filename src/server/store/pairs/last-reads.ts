import type { Dialect } from '../engine.ts';
import { first, type Program, run, template } from '../program.ts';
import type { Scope } from '../store.ts';

/** The row of `meta` that says since when reads are noted; made when the database is opened. */
export const READS_SINCE = 'reads_since';

const MINUTE_MS = 60_000;
/** Reads written in one transaction: requests wait meanwhile. */
export const READ_BATCH = 1_000;

interface Read {
  readonly tenantId: string;
  readonly pairId: string;
  readonly actorName: string;
  /** UTC, ISO 8601, to the minute. */
  readonly at: string;
}

/**
 * Which API key has read which pair last: kept in memory until it is written, since a read must not cost a write.
 * After a crash the reads of the last minute are forgotten.
 */
export class LatestReads {
  readonly #clock: () => Date;
  /** By tenant and pair. */
  #reads = new Map<string, Read>();
  /** The minute of the clock, and how it is written. */
  #minute = 0;
  #at = '';

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#reads.size;
  }

  note({ tenantId, actorName }: Scope, pairId: string): void {
    const minute = Math.floor(this.#clock().getTime() / MINUTE_MS);
    if (minute !== this.#minute || this.#at === '') {
      this.#minute = minute;
      this.#at = new Date(minute * MINUTE_MS).toISOString();
    }
    this.#reads.set(`${tenantId} ${pairId}`, { tenantId, pairId, actorName, at: this.#at });
  }

  /** Gives out what is to be written. What could not be written comes back with `restore`. */
  take(): readonly Read[] {
    const reads = [...this.#reads.values()];
    this.#reads = new Map();
    return reads;
  }

  /** Later reads of the same pairs count. */
  restore(reads: readonly Read[]): void {
    for (const read of reads) {
      const name = `${read.tenantId} ${read.pairId}`;
      if (!this.#reads.has(name)) this.#reads.set(name, read);
    }
  }
}

/** The written half of it. */
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
