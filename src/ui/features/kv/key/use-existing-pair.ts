import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { findKeyProblem } from '#contract/limits.ts';
import { pairQueries } from '../data/existing.queries.ts';

const PAUSE_MS = 250;

/** The pair that has this key already, asked for when typing pauses; undefined when there is none or nobody knows yet. */
export function useExistingPair(key: string) {
  const [settled] = useDebouncedValue(key, PAUSE_MS);
  const { data } = useQuery({
    ...pairQueries.existing(settled),
    enabled: findKeyProblem(settled) === undefined,
    staleTime: 0,
  });
  return data?.key === key ? data : undefined;
}
