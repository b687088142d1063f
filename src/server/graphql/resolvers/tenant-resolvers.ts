import type { Tenant } from '../../store/store.ts';
import { JsonValue } from '../answers/json-value.ts';
import type { Context } from '../context.ts';
import { type Columns, type ListArguments, selectRows } from './select-rows.ts';

/** The permissions of an administrator, under the names of Prefect Cloud. */
const PERMISSIONS = [
  'create:key-value',
  'read:key-value',
  'update:key-value',
  'delete:key-value',
  'purge:key-value',
  'create:api-key',
  'read:api-key',
  'delete:api-key',
  'read:session',
  'delete:session',
];
/** The built-in role TENANT_ADMIN; every API key has it so far. */
const ADMIN_ROLE_ID = '7c1d3c3e-6f6b-4f0a-9a52-0c2f4f6f2a01';
const FREE_PAIRS = 50;

const COLUMNS: Columns<Tenant> = { id: ({ id }) => id, slug: ({ slug }) => slug, name: ({ name }) => name };

export const tenantResolvers = {
  Query: {
    auth_info: (_: unknown, _arguments: unknown, { scope }: Context) => ({
      tenant_id: scope.tenantId,
      user_id: scope.userId,
      user_name: scope.actorName,
      permissions: PERMISSIONS,
      role_id: ADMIN_ROLE_ID,
    }),

    key_value_history_usage: async (_: unknown, _arguments: unknown, { store, scope, retention }: Context) => ({
      bytes: (await store.tenant(scope)).historyBytes,
      limit: retention.historyBytes,
    }),

    tenant: async (_: unknown, args: ListArguments, { store, scope }: Context) =>
      selectRows(await store.tenants(scope), COLUMNS, args),
  },

  auth_info: {
    license: async (_: unknown, _arguments: unknown, { store, scope }: Context) => toLicense(await store.tenant(scope)),
  },
};

/** The shape that the page of Prefect Cloud reads: `plan` is text, `key_value_pairs` a number. */
function toLicense({ id, pairLimit }: Tenant): JsonValue {
  const plan = pairLimit <= FREE_PAIRS ? 'Free' : 'Standard';
  return new JsonValue(JSON.stringify({ id, active: pairLimit > 0, terms: { plan, key_value_pairs: pairLimit } }));
}
