import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { ApiKeysPage } from '#ui/features/api-keys/ApiKeysPage.tsx';
import { authQueries } from '#ui/features/auth/auth.queries.ts';

export const Route = createFileRoute('/team/api-keys')({
  component: function ApiKeysRoute() {
    const { data: caller } = useQuery(authQueries.caller());
    return <ApiKeysPage userId={caller?.userId} />;
  },
});
