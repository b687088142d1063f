import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { announce } from '#ui/shared/announce.ts';
import { pairQueries } from '../data/existing.queries.ts';
import { kvQueries } from '../data/kv.queries.ts';

/** The new key of a renamed pair; undefined if it was deleted, or if that is not yet known. */
export function useNewKey(id: string | null, oldKey: string): string | undefined {
  const { data } = useQuery({
    ...pairQueries.keyOf(id ?? ''),
    ...(id === null && { queryFn: skipToken }),
    staleTime: 0,
  });
  return data === null || data === oldKey ? undefined : data;
}

interface RenamedPairOptions {
  /** The id of the open pair if no pair has its key any longer; otherwise null. */
  id: string | null;
  oldKey: string;
  /** The open pair has another key. */
  onMoved: (key: string) => void;
}

/** Finds the new key if someone else renames the open pair. */
export function useRenamedPair({ id, oldKey, onMoved }: RenamedPairOptions) {
  const queryClient = useQueryClient();
  const newKey = useNewKey(id, oldKey);

  async function follow(key: string) {
    // Read it before moving, because without a value there would be no editor, and the text is in it.
    const pair = await queryClient.fetchQuery({ ...kvQueries.pair(key), staleTime: 0 });
    if (pair?.id === id) onMoved(key);
    // It was renamed again or deleted; this makes the page find out.
    else await queryClient.invalidateQueries({ queryKey: pairQueries.keyOf(id ?? '').queryKey });
  }

  return {
    newKey,
    follow() {
      if (newKey === undefined) return;
      follow(newKey).catch(() => announce(`The pair could not be loaded. Your text is still here.`));
    },
  };
}
