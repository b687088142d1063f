import type { PairFilter } from '../store.ts';

/** Counts remembered for a tenant, and tenants remembered. */
const MAX_REMEMBERED = 100;
/** Filters that people make are short; those of programs are not worth the memory. */
const MAX_NAME_LENGTH = 1_000;

interface TenantCounts {
  readonly revision: number;
  readonly counts: Map<string, number>;
}

/** Counts of a tenant's pairs until the tenant changes: a list asks for the same one with every page. */
export class CountCache {
  readonly #tenants = new Map<string, TenantCounts>();

  get(tenantId: string, revision: number, filter: PairFilter): number | undefined {
    const known = this.#tenants.get(tenantId);
    return known?.revision === revision ? known.counts.get(JSON.stringify(filter)) : undefined;
  }

  set(tenantId: string, revision: number, filter: PairFilter, count: number): void {
    const name = JSON.stringify(filter);
    if (name.length > MAX_NAME_LENGTH) return;
    const known = this.#tenants.get(tenantId);
    const isFull = known !== undefined && known.counts.size >= MAX_REMEMBERED;
    const counts = known?.revision === revision && !isFull ? known.counts : new Map<string, number>();
    counts.set(name, count);
    if (this.#tenants.size >= MAX_REMEMBERED) this.#tenants.clear();
    this.#tenants.set(tenantId, { revision, counts });
  }
}
