import type { Scope } from '../store.ts';

const MINUTE_MS = 60_000;

export interface Read {
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
export class ReadBuffer {
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

  record({ tenantId, actorName }: Scope, pairId: string): void {
    const minute = Math.floor(this.#clock().getTime() / MINUTE_MS);
    if (minute !== this.#minute || this.#at === '') {
      this.#minute = minute;
      this.#at = new Date(minute * MINUTE_MS).toISOString();
    }
    this.#reads.set(`${tenantId} ${pairId}`, { tenantId, pairId, actorName, at: this.#at });
  }

  /** Removes and returns all reads. Those that could not be written come back with `restore`. */
  take(): readonly Read[] {
    const reads = [...this.#reads.values()];
    this.#reads = new Map();
    return reads;
  }

  /** Later reads of the same pairs win. */
  restore(reads: readonly Read[]): void {
    for (const read of reads) {
      const name = `${read.tenantId} ${read.pairId}`;
      if (!this.#reads.has(name)) this.#reads.set(name, read);
    }
  }
}
