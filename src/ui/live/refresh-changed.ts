import type { QueryClient } from '@tanstack/react-query';
import { whenWritten } from '#ui/features/kv/data/define-mutation.ts';
import { kvQueries, pairKeyOf } from '#ui/features/kv/data/kv.queries.ts';

/** Versions by key; null if anything may have changed. */
export type ChangedKeys = ReadonlyMap<string, number> | null;

/** Refetches everything that may show one of the changes, but no other pairs. */
export function refreshChanged(queryClient: QueryClient, changed: ChangedKeys): Promise<void> {
  /** Pairs that this page is writing. The answer brings the value; a newer version is looked for after it. */
  const later = new Set<string>();
  const refreshed = queryClient.invalidateQueries({
    queryKey: kvQueries.all,
    predicate: ({ queryKey, state: { data, fetchStatus, fetchMeta } }) => {
      // Older entries are being loaded. Refetching would cancel that each time something changes.
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
      // The page already has what it has written itself; a value may be 1 MiB.
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
