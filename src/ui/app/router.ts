import type { QueryClient } from '@tanstack/react-query';
import { createBrowserHistory, createRouter, type RouterHistory } from '@tanstack/react-router';
import { toRoutableHref } from '#contract/page/pair-path.ts';
import { parseSearch, stringifySearch } from '#contract/page/search-params.ts';
import { dropFirstAnswers } from '#ui/shared/first-answers.ts';
import { routeTree } from './route-tree.gen.ts';
import { ErrorScreen } from './screens/ErrorScreen.tsx';
import { NotFoundScreen } from './screens/NotFoundScreen.tsx';

/** Tests pass their own `history`; the default is the browser's. */
export const createAppRouter = (queryClient: QueryClient, history: RouterHistory = createBrowserHistory()) => {
  const { href } = history.location;
  const routable = toRoutableHref(href);
  // The router itself would drop a second slash, and fail at what cannot be decoded.
  if (routable !== href) history.replace(routable);
  const router = createRouter({
    routeTree,
    history,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultErrorComponent: ErrorScreen,
    defaultNotFoundComponent: NotFoundScreen,
    // The query cache decides what is fresh.
    defaultPreloadStaleTime: 0,
    scrollRestoration: false,
  });
  const stop = router.subscribe('onResolved', () => {
    stop();
    dropFirstAnswers();
  });
  return router;
};

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
