import { LRUCache } from 'lru-cache';
import type { PairFilter } from '../store.ts';

/** Counts remembered for a tenant, and tenants remembered. */
const MAX_REMEMBERED = 100;
/** Filters that people make are short; those of programs are not worth the memory. */
const MAX_NAME_LENGTH = 1_000;

interface TenantCounts {
  readonly revision: number;
  /** By the JSON text of the filter. */
  readonly counts: LRUCache<string, number>;
}

/** Counts of a tenant's pairs until the tenant changes: a list asks for the same one with every page. */
export class CountCache {
  readonly #tenants = new LRUCache<string, TenantCounts>({ max: MAX_REMEMBERED });

  get(tenantId: string, revision: number, filter: PairFilter): number | undefined {
    const known = this.#tenants.get(tenantId);
    return known?.revision === revision ? known.counts.get(JSON.stringify(filter)) : undefined;
  }

  set(tenantId: string, revision: number, filter: PairFilter, count: number): void {
    const name = JSON.stringify(filter);
    if (name.length > MAX_NAME_LENGTH) return;
    let known = this.#tenants.get(tenantId);
    if (known?.revision !== revision) {
      known = { revision, counts: new LRUCache({ max: MAX_REMEMBERED }) };
      this.#tenants.set(tenantId, known);
    }
    known.counts.set(name, count);
  }
}
