import type { QueryClient } from '@tanstack/react-query';
import type { Change } from './change-feed.ts';
import { coalesce } from './coalesce.ts';
import { markChanged } from './live.ts';
import { createOwnWrites } from './own-writes.ts';
import { refreshChanged } from './refresh-changed.ts';

/** During a burst of changes the page refetches at most this often, plus the time of an answer. */
const REFRESH_GAP_MS = 400;

/** Changes since the last refetch. A hidden page refetches when it becomes visible. */
export function createPendingChanges(queryClient: QueryClient) {
  const own = createOwnWrites(queryClient.getMutationCache());
  let keys = new Map<string, number>();
  let isEverything = false;
  let marks = new Map<string, number>();

  const ask = coalesce(async () => {
    const changed = isEverything ? null : keys;
    markChanged(new Map([...marks].filter(([id, version]) => !own.has(id, version))));
    keys = new Map();
    marks = new Map();
    isEverything = false;
    await refreshChanged(queryClient, changed);
  }, REFRESH_GAP_MS);

  function refresh() {
    if ((isEverything || keys.size > 0) && document.visibilityState === 'visible') ask();
  }

  document.addEventListener('visibilitychange', refresh);
  return {
    /** Null: anything may have changed. */
    add(changes: readonly Change[] | null) {
      if (changes === null) isEverything = true;
      for (const { id, key, previousKey, operation, version } of changes ?? []) {
        keys.set(key, version);
        // The answer to this page's own rename is still to come, and moves the open pair.
        if (previousKey !== null && !own.isPending({ key: previousKey })) keys.set(previousKey, version);
        if (operation !== 'delete' && !own.isPending({ id, key })) marks.set(id, version);
      }
      refresh();
    },
    end() {
      document.removeEventListener('visibilitychange', refresh);
      own.end();
    },
  };
}
