import { queryOptions } from '@tanstack/react-query';
import { GetCaller } from '#contract/page/page-queries.ts';
import { api } from '#ui/shared/api.ts';

export const authQueries = {
  all: ['auth'] as const,

  /** The person who is signed in, and the tenant that this page shows. */
  caller: () =>
    queryOptions({
      queryKey: [...authQueries.all, 'caller'],
      queryFn: async ({ signal }) => {
        const { auth_info, tenant } = await api.query(GetCaller, {}, signal);
        return {
          tenantId: auth_info.tenant_id,
          userId: auth_info.user_id,
          userName: auth_info.user_name,
          permissions: auth_info.permissions,
          tenant: tenant.find(({ id }) => id === auth_info.tenant_id) ?? null,
        };
      },
      staleTime: 60_000,
    }),
};
