import { QueryClient } from '@tanstack/react-query';
import type { KvError } from '#contract/errors.ts';

/** The only cache of server data. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Asking again helps when the server was unreachable, never when it has answered "no".
        retry: (failures, error) => error.code === 'UNREACHABLE' && failures < 2,
      },
    },
  });

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: KvError;
  }
}
