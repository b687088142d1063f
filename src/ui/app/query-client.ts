import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { KvError } from '#contract/errors.ts';
import { reportSignedIn, reportSignedOut } from '#ui/features/auth/session-state.ts';
import type { OwnWrite } from '#ui/live/own-write.ts';
import { reportConnection } from '#ui/shared/connection.ts';

/** Learns from every answer and every failure about the connection and the session. */
const watch = {
  onSuccess: () => {
    reportConnection(true);
    reportSignedIn();
  },
  onError: (error: KvError) => {
    reportConnection(error.code !== 'UNREACHABLE');
    if (error.code === 'UNAUTHENTICATED') reportSignedOut();
  },
};

/** The only cache of server data. */
export const createQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache(watch),
    mutationCache: new MutationCache({
      // Signing in is a mutation too, but its refusal says nothing about the current session.
      onError: (error, _variables, _result, { meta }) => {
        if (!meta?.isSignIn) watch.onError(error);
      },
      onSuccess: watch.onSuccess,
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A retry helps if the server was unreachable, but not if it refused.
        retry: (failures, error) => error.code === 'UNREACHABLE' && failures < 2,
        retryDelay: (failures) => 300 * 2 ** failures,
        // A browser that is offline may still reach a server on this machine or network.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: KvError;
    mutationMeta: { isSignIn?: boolean; ownWrite?: OwnWrite };
  }
}
