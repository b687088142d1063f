import type { QueryClient } from '@tanstack/react-query';
import type { Change } from './change-feed.ts';
import { coalesce } from './coalesce.ts';
import { markChanged } from './live.ts';
import { createOwnWrites } from './own-writes.ts';
import { refreshChanged } from './refresh-changed.ts';

/** A burst of changes is asked for at most this often, plus the time of an answer. */
const REFRESH_GAP_MS = 400;

/** What has changed since the queries were last asked again. A page that nobody looks at asks when somebody does. */
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
        // A rename of this page has its answer to come, which takes the open pair along.
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
