import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Provider } from 'urql';
import { authQueries } from '#ui/features/auth/auth.queries.ts';
import { graphqlClient } from '#ui/shared/api.ts';
import { useIsReachable } from '#ui/shared/connection.ts';
import { useSignal } from '#ui/shared/signal.ts';
import { ChangePoll } from './ChangePoll.tsx';
import { useLiveState } from './live.ts';
import { LeaderStream } from './stream/LeaderStream.tsx';
import type { TabGroup } from './tabs/tab-group.ts';
import { useTabGroup } from './use-tab-group.ts';

interface LiveChangesProps {
  isSignedIn: boolean;
}

/** Follows the changes of the team while someone is signed in. Changes only make queries refetch. */
export function LiveChanges({ isSignedIn }: LiveChangesProps) {
  const { data: caller } = useQuery(authQueries.caller());
  const group = useTabGroup(isSignedIn && caller ? `${caller.tenantId} ${caller.userId}` : null);
  return (
    // Provided here and not around the page, because nothing else uses it and this part is loaded later.
    <Provider value={graphqlClient}>{group && <LiveTab group={group} />}</Provider>
  );
}

function LiveTab({ group }: { group: TabGroup }) {
  const isLeader = useSignal(group.isLeader);
  const isReachable = useIsReachable();
  const live = useLiveState();

  useEffect(() => {
    if (isReachable) group.retry();
  }, [isReachable, group]);

  return (
    <>
      {isLeader && <LeaderStream group={group} />}
      {live === 'polling' && <ChangePoll group={group} />}
    </>
  );
}
