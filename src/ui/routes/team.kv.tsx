import { createFileRoute, useParams, useSearch } from '@tanstack/react-router';
import { KvPage } from '#ui/features/kv/KvPage.tsx';
import { kvQueries } from '#ui/features/kv/kv.queries.ts';
import { parseListSearch, toListSearch, toListState } from '#ui/features/kv/list-search.ts';
import { toPairSearch, toPairTab } from '#ui/features/kv/pair-tab.ts';

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
    const tab = toPairTab(useSearch({ strict: false }).tab);
    return (
      <KvPage
        listState={listState}
        openKey={key}
        tab={tab}
        onTabChange={(chosen) => {
          if (key === null || chosen === tab) return;
          const search = { ...toListSearch(listState), ...toPairSearch(chosen) };
          void navigate({ to: '/team/kv/$key', params: { key }, search, replace: true });
        }}
        onListStateChange={(state, { replace }) => {
          const search = toListSearch(state);
          if (key === null) {
            void navigate({ to: '/team/kv', search, replace });
            return;
          }
          // The pair stays open, with what it shows.
          const pairSearch = { ...search, ...toPairSearch(tab) };
          void navigate({ to: '/team/kv/$key', params: { key }, search: pairSearch, replace });
        }}
        onOpen={(opened, { search = listState.search } = {}) =>
          void navigate({
            to: '/team/kv/$key',
            params: { key: opened },
            search: toListSearch({ ...listState, search }),
          })
        }
        onClose={({ ignoreBlocker } = {}) =>
          void navigate({ to: '/team/kv', search: toListSearch(listState), ignoreBlocker })
        }
      />
    );
  },
});
