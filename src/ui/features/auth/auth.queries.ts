import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { type Credential, signIn } from '#client/session.ts';
import { graphql } from '#contract/graphql.ts';
import { api } from '#ui/shared/api.ts';

const GetCaller = graphql(`
  query GetCaller {
    auth_info { tenant_id user_id user_name permissions }
    tenant { id name slug }
  }
`);

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

export const authMutations = {
  signIn: () =>
    mutationOptions({
      mutationFn: (credential: Credential) => signIn(credential),
      meta: { isSignIn: true },
      // Refetches everything that failed or went stale without a session. Not returned, so that the page can show
      // immediately.
      onSuccess: (_data, _credential, _result, { client }) => void client.invalidateQueries(),
    }),
};
