import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { kvQueries } from '#ui/features/kv/data/kv.queries.ts';
import { reportLive } from './live.ts';
import { createPendingChanges } from './pending-changes.ts';
import { liveInGroup } from './tabs/page-life.ts';
import { TabGroup } from './tabs/tab-group.ts';

/** The tab group of this caller, whose changes refresh the queries of this tab; null without a name. */
export function useTabGroup(name: string | null): TabGroup | null {
  const queryClient = useQueryClient();
  const [group, setGroup] = useState<TabGroup | null>(null);

  useEffect(() => {
    if (name === null) return;
    const pending = createPendingChanges(queryClient);
    const joined = new TabGroup({
      name,
      onChanges: pending.add,
      onLive: (state) => {
        reportLive(state);
        // A query finds out whether the server itself is unreachable.
        if (state === 'reconnecting') void queryClient.refetchQueries({ queryKey: kvQueries.usage().queryKey });
      },
      openChannel,
      // Over plain HTTP there are no locks, except on this machine.
      locks: (navigator as Partial<Navigator>).locks,
    });
    const leave = liveInGroup(joined);
    setGroup(joined);
    return () => {
      leave();
      pending.end();
      setGroup(null);
      reportLive('connecting');
    };
  }, [name, queryClient]);

  return group;
}

/** Old browsers have no channels, and some refuse them if storage is blocked. */
function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
