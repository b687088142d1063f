import { useQuery } from '@tanstack/react-query';
import { usePollMs } from '#ui/live/live.ts';
import { kvQueries } from './kv.queries.ts';

export interface Usage {
  readonly used: number;
  readonly limit: number;
}

/** Undefined before the first answer. */
export function useUsage(): Usage | undefined {
  return useQuery({ ...kvQueries.usage(), refetchInterval: usePollMs() }).data;
}
