import { skipToken, useQuery } from '@tanstack/react-query';
import { pairQueries } from './pair.queries.ts';

/** The key that a pair has now that its old one is gone: it was renamed. Undefined when it was deleted, or not yet known. */
export function useNewKey(id: string | null, oldKey: string): string | undefined {
  const { data } = useQuery({
    ...pairQueries.keyOf(id ?? ''),
    ...(id === null && { queryFn: skipToken }),
    staleTime: 0,
  });
  return data === null || data === oldKey ? undefined : data;
}
