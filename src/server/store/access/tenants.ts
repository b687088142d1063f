import { randomUUID } from 'node:crypto';
import type { Dialect } from '../programs/engine.ts';
import { all, compile, first, type Program, run, template } from '../programs/program.ts';
import type { NewTenant, Tenant } from '../store.ts';

/** The tenants half of `Store`. */
export function createTenants({ queries }: Dialect, clock: () => Date) {
  const tenantById = template(({ id }: { id: string }) =>
    queries
      .selectFrom('tenant')
      .select(['id', 'name', 'slug', 'created', 'pair_limit as pairLimit', 'history_bytes as historyBytes'])
      .where('id', '=', id),
  );

  function find(id: string): Program<Tenant | undefined> {
    return first(tenantById({ id }));
  }

  /** See `Store.ensureTenant`. */
  function* ensure({ slug, name, pairLimit }: NewTenant): Program<string> {
    const tenant = {
      id: randomUUID(),
      name,
      slug,
      pair_limit: pairLimit,
      pair_count: 0,
      revision: 0,
      created: clock().toISOString(),
    };
    const unlessThere = queries.insertInto('tenant').values(tenant);
    yield* run(compile(unlessThere.onConflict((conflict) => conflict.column('slug').doNothing())));
    yield* run(compile(queries.updateTable('tenant').set({ pair_limit: pairLimit })));
    const row = yield* first(compile(queries.selectFrom('tenant').select('id').where('slug', '=', slug)));
    return row?.id ?? tenant.id;
  }

  function* ids(): Program<readonly string[]> {
    const rows = yield* all(compile(queries.selectFrom('tenant').select('id')));
    return rows.map(({ id }) => id);
  }

  return { find, ids, ensure };
}
