import type { QueryClient } from '@tanstack/react-query';
import { kvQueries } from '#ui/features/kv/data/kv.queries.ts';

/** Versions by key; null: anything may have changed. */
export type ChangedKeys = ReadonlyMap<string, number> | null;

/** Asks again for all that may show one of the changes. Another pair than these stays as it is. */
export function refreshChanged(queryClient: QueryClient, changed: ChangedKeys): Promise<void> {
  return queryClient.invalidateQueries({
    queryKey: kvQueries.all,
    predicate: ({ queryKey: [, kind, key], state: { data, fetchStatus, fetchMeta } }) => {
      // Older entries that somebody is waiting for: to ask anew would take them away, as often as something changes.
      if (fetchStatus !== 'idle' && fetchMeta?.fetchMore) return false;
      if (changed === null || (kind !== 'pair' && kind !== 'existing')) return true;
      const version = changed.get(String(key));
      if (version === undefined) return false;
      // What this page has written itself it has read again already: a value may be a megabyte.
      const known = data as { version: number } | null | undefined;
      return !(known && known.version >= version);
    },
  });
}
