import { useQuery } from '@tanstack/react-query';
import { createFileRoute, useParams } from '@tanstack/react-router';
import { authQueries } from '#ui/features/auth/auth.queries.ts';
import { DraftOwnerContext } from '#ui/features/kv/drafts/draft-owner.ts';
import { KvPage } from '#ui/features/kv/KvPage.tsx';
import { kvQueries } from '#ui/features/kv/kv.queries.ts';
import { parseListSearch, toListSearch, toListState } from '#ui/features/kv/list-search.ts';

export const Route = createFileRoute('/team/kv')({
  validateSearch: parseListSearch,
  loaderDeps: ({ search }) => toListState(search),
  // Not awaited: the page shows what it has, old rows while the new ones are on their way.
  loader: ({ context: { queryClient }, deps }) => {
    void queryClient.prefetchQuery(kvQueries.page(deps, 0));
    void queryClient.prefetchQuery(kvQueries.usage());
  },
  component: function KvRoute() {
    const navigate = Route.useNavigate();
    const listState = toListState(Route.useSearch());
    const { key = null } = useParams({ strict: false });
    const { data: caller } = useQuery(authQueries.caller());
    return (
      <DraftOwnerContext value={caller ?? null}>
        <KvPage
          listState={listState}
          openKey={key}
          onListStateChange={(state, { replace }) => {
            const search = toListSearch(state);
            // The pair stays open.
            if (key === null) void navigate({ to: '/team/kv', search, replace });
            else void navigate({ to: '/team/kv/$key', params: { key }, search, replace });
          }}
          onOpen={(opened, { search = listState.search, ignoreBlocker } = {}) =>
            void navigate({
              to: '/team/kv/$key',
              params: { key: opened },
              search: toListSearch({ ...listState, search }),
              ignoreBlocker,
            })
          }
          onClose={({ ignoreBlocker } = {}) => void navigate({ to: '/team/kv', search: true, ignoreBlocker })}
        />
      </DraftOwnerContext>
    );
  },
});
