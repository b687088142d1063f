import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { announce } from '#ui/shared/announce.ts';
import { pairQueries } from '../data/existing.queries.ts';
import { kvQueries } from '../data/kv.queries.ts';

/** The key that a pair has now that its old one is gone: it was renamed. Undefined when it was deleted, or not yet known. */
export function useNewKey(id: string | null, oldKey: string): string | undefined {
  const { data } = useQuery({
    ...pairQueries.keyOf(id ?? ''),
    ...(id === null && { queryFn: skipToken }),
    staleTime: 0,
  });
  return data === null || data === oldKey ? undefined : data;
}

interface RenamedPairOptions {
  /** Of the open pair, when no pair has its key any more; null else. */
  id: string | null;
  oldKey: string;
  /** The open pair goes on under another key. */
  onMoved: (key: string) => void;
}

/** An open pair that somebody else has renamed. */
export function useRenamedPair({ id, oldKey, onMoved }: RenamedPairOptions) {
  const queryClient = useQueryClient();
  const newKey = useNewKey(id, oldKey);

  async function follow(key: string) {
    // Before the pair is shown under it: while that is being read there would be no editor, and the text is in it.
    const pair = await queryClient.fetchQuery({ ...kvQueries.pair(key), staleTime: 0 });
    if (pair?.id === id) onMoved(key);
    // Renamed once more, or deleted: the page comes to know it.
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
