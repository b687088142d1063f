import type { QueryClient } from '@tanstack/react-query';
import { whenWritten } from '#ui/features/kv/data/define-mutation.ts';
import { kvQueries, pairKeyOf } from '#ui/features/kv/data/kv.queries.ts';

/** Versions by key; null: anything may have changed. */
export type ChangedKeys = ReadonlyMap<string, number> | null;

/** Asks again for all that may show one of the changes. Another pair than these stays as it is. */
export function refreshChanged(queryClient: QueryClient, changed: ChangedKeys): Promise<void> {
  /** Pairs that this page is writing: the answer has the value. Whether there is a newer one shows after it. */
  const later = new Set<string>();
  const refreshed = queryClient.invalidateQueries({
    queryKey: kvQueries.all,
    predicate: ({ queryKey, state: { data, fetchStatus, fetchMeta } }) => {
      // Older entries that somebody is waiting for: to ask anew would take them away, as often as something changes.
      if (fetchStatus !== 'idle' && fetchMeta?.fetchMore) return false;
      const key = pairKeyOf(queryKey);
      if (key === undefined) return true;
      if (changed !== null && !changed.has(key)) return false;
      if (whenWritten(queryClient, key)) {
        later.add(key);
        return false;
      }
      const version = changed?.get(key);
      if (version === undefined) return true;
      // What this page has written itself it has read again already: a value may be a megabyte.
      const known = data as { version: number } | null | undefined;
      return !(known && known.version >= version);
    },
  });
  for (const key of later) {
    const version = changed?.get(key);
    void whenWritten(queryClient, key)?.then(() =>
      version === undefined
        ? queryClient.invalidateQueries({ queryKey: kvQueries.pair(key).queryKey })
        : refreshChanged(queryClient, new Map([[key, version]])),
    );
  }
  return refreshed;
}
