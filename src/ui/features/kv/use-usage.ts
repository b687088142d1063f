import { useQuery } from '@tanstack/react-query';
import { kvQueries } from './kv.queries.ts';

const REFRESH_MS = 10_000;

export interface Usage {
  readonly used: number;
  readonly limit: number;
}

/** Undefined before the first answer. */
export function useUsage(): Usage | undefined {
  return useQuery({ ...kvQueries.usage(), refetchInterval: REFRESH_MS }).data;
}
