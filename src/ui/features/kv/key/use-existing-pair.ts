import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { findKeyProblem } from '#contract/limits.ts';
import { pairQueries } from '../data/existing.queries.ts';

const PAUSE_MS = 250;

/** The pair that already has this key, read when typing pauses; undefined if there is none or it is not yet known. */
export function useExistingPair(key: string) {
  const [settled] = useDebouncedValue(key, PAUSE_MS);
  const { data } = useQuery({
    ...pairQueries.existing(settled),
    enabled: findKeyProblem(settled) === undefined,
    staleTime: 0,
  });
  return data?.key === key ? data : undefined;
}
