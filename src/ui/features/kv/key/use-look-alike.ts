import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { findKeyProblem } from '#contract/limits.ts';
import { pairQueries } from '../data/existing.queries.ts';
import { lookAlikes } from '../words/look-alikes.ts';

const PAUSE_MS = 250;

/** An existing key that looks like this one, read when typing pauses; undefined if there is none or it is not yet known. */
export function useLookAlike(key: string): string | undefined {
  const [settled] = useDebouncedValue(key, PAUSE_MS);
  const candidates = lookAlikes(settled).filter((candidate) => findKeyProblem(candidate) === undefined);
  const { data } = useQuery({
    ...pairQueries.anyOf(candidates),
    enabled: candidates.length > 0 && findKeyProblem(settled) === undefined,
    staleTime: 0,
  });
  return settled === key ? (data ?? undefined) : undefined;
}
