import { useQuery } from '@tanstack/react-query';
import { createFileRoute, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { parseListSearch, toListSearch, toListState } from '#contract/page/list-search.ts';
import { authQueries } from '#ui/features/auth/auth.queries.ts';
import { kvQueries } from '#ui/features/kv/data/kv.queries.ts';
import { KvPage } from '#ui/features/kv/KvPage.tsx';
import { DraftOwnerContext } from '#ui/features/kv/pair/drafts/draft-owner.ts';
import { toPairSearch, toPairTab } from '#ui/features/kv/pair/pair-tab.ts';

const DeletedPage = lazy(async () => ({
  default: (await import('#ui/features/deleted/DeletedPage.tsx')).DeletedPage,
}));

export const Route = createFileRoute('/team/kv')({
  // In the first file, and not in one that is asked for after it.
  codeSplitGroupings: [],
  validateSearch: parseListSearch,
  loaderDeps: ({ search }) => ({ listState: toListState(search), isDeleted: search.deleted !== undefined }),
  // Not awaited: the page shows what it has, old rows while the new ones are on their way.
  loader: ({ context: { queryClient }, deps: { listState, isDeleted } }) => {
    if (!isDeleted) void queryClient.prefetchQuery(kvQueries.page(listState, 0));
    void queryClient.prefetchQuery(kvQueries.usage());
  },
  component: function KvRoute() {
    const navigate = Route.useNavigate();
    const listSearch = Route.useSearch();
    const listState = toListState(listSearch);
    const { key = null } = useParams({ strict: false });
    const { data: caller } = useQuery(authQueries.caller());
    const tab = toPairTab(useSearch({ strict: false }).tab);

    // A deleted pair has no address of its own: its key may be another pair's by now.
    if (listSearch.deleted && key === null) {
      return (
        <Suspense>
          <DeletedPage
            search={listState.search}
            onSearch={(q) =>
              void navigate({ to: '/team/kv', search: { deleted: '1', q: q === '' ? undefined : q }, replace: true })
            }
            onLeave={() => void navigate({ to: '/team/kv' })}
          />
        </Suspense>
      );
    }
    return (
      <DraftOwnerContext value={caller ?? null}>
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
          onOpen={(opened, { search = listState.search, keepsTab = false } = {}) =>
            void navigate({
              to: '/team/kv/$key',
              params: { key: opened },
              search: { ...toListSearch({ ...listState, search }), ...(keepsTab && key !== null && toPairSearch(tab)) },
            })
          }
          onMove={(moved) =>
            void navigate({
              to: '/team/kv/$key',
              params: { key: moved },
              search: { ...toListSearch(listState), ...toPairSearch(tab) },
              replace: true,
              ignoreBlocker: true,
            })
          }
          onClose={({ ignoreBlocker } = {}) =>
            void navigate({ to: '/team/kv', search: toListSearch(listState), ignoreBlocker })
          }
        />
      </DraftOwnerContext>
    );
  },
});
