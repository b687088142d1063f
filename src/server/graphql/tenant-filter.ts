import type { Tenant } from '../store/store.ts';

interface Comparison {
  readonly _eq?: string | null;
  readonly _in?: readonly string[] | null;
}

/** `tenant_bool_exp` of the schema. */
export interface TenantBoolExp {
  readonly id?: Comparison | null;
  readonly slug?: Comparison | null;
}

/** `tenant_order_by` of the schema. */
export type TenantOrderBy = Readonly<Partial<Record<'slug' | 'name', 'asc' | 'desc' | null>>>;

/** The few tenants of a caller, filtered and sorted in memory; by UTF-8 bytes, as the store sorts. */
export function selectTenants(
  tenants: readonly Tenant[],
  where: TenantBoolExp,
  orderBy: readonly TenantOrderBy[],
): Tenant[] {
  const criteria = orderBy.flatMap(({ slug, name }) => [
    { column: 'slug' as const, direction: slug },
    { column: 'name' as const, direction: name },
  ]);
  return tenants
    .filter((tenant) => matches(tenant.id, where.id) && matches(tenant.slug, where.slug))
    .sort((a, b) => {
      for (const { column, direction } of criteria) {
        const order = direction ? Buffer.compare(Buffer.from(a[column]), Buffer.from(b[column])) : 0;
        if (order !== 0) return direction === 'asc' ? order : -order;
      }
      return 0;
    });
}

function matches(value: string, comparison: Comparison | null | undefined): boolean {
  if (comparison?._eq !== undefined && comparison._eq !== value) return false;
  return comparison?._in === undefined || (comparison._in ?? []).includes(value);
}
