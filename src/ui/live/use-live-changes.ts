import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { reportSignedOut } from '#ui/features/auth/session-state.ts';
import { kvQueries } from '#ui/features/kv/data/kv.queries.ts';
import { api } from '#ui/shared/api.ts';
import { useIsReachable } from '#ui/shared/connection.ts';
import { type ChangeEvent, type ChangeFollower, createChangeFollower, type FollowerState } from './change-follower.ts';
import { coalesce } from './coalesce.ts';
import { type LiveState, markChanged, reportLive } from './live.ts';
import { createOwnWrites } from './own-writes.ts';
import { refreshChanged } from './refresh-changed.ts';

/** A burst of changes is asked for at most this often, plus the time of an answer. */
const REFRESH_GAP_MS = 400;
/** A tab in the background keeps its stream for this long: browsers open six connections to a server, for all tabs. */
const HIDDEN_MS = 30_000;

const LIVE_STATES: Readonly<Record<FollowerState, LiveState>> = {
  connecting: 'connecting',
  live: 'live',
  reconnecting: 'reconnecting',
  failing: 'polling',
};

/** Follows the changes of the tenant while somebody is signed in: they only ever make queries ask again. */
export function useLiveChanges(isSignedIn: boolean): void {
  const queryClient = useQueryClient();
  const isReachable = useIsReachable();
  const follower = useRef<ChangeFollower>(undefined);

  useEffect(() => {
    const changes = createChanges(queryClient);
    follower.current = createChangeFollower({
      transport: api,
      onEvent: changes.add,
      onState: (state) => reportLive(LIVE_STATES[state]),
      onFailure: ({ code }) => {
        if (code === 'UNAUTHENTICATED') reportSignedOut();
        // Whether the server itself has gone, a query tells.
        else void queryClient.refetchQueries({ queryKey: kvQueries.usage().queryKey });
      },
    });
    return changes.end;
  }, [queryClient]);

  useEffect(() => {
    const { current } = follower;
    if (!isSignedIn || !current) return;
    let hiding: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      clearTimeout(hiding);
      if (document.visibilityState === 'hidden') hiding = setTimeout(current.stop, HIDDEN_MS);
      else current.start();
    };
    current.start();
    document.addEventListener('visibilitychange', follow);
    return () => {
      clearTimeout(hiding);
      document.removeEventListener('visibilitychange', follow);
      current.stop();
      reportLive('connecting');
    };
  }, [isSignedIn]);

  useEffect(() => {
    if (isReachable) follower.current?.retry();
  }, [isReachable]);
}

/** What has changed since the queries were last asked again. */
function createChanges(queryClient: QueryClient) {
  const own = createOwnWrites(queryClient.getMutationCache());
  let keys = new Map<string, number>();
  let isEverything = false;
  let marks = new Map<string, number>();

  const refresh = coalesce(async () => {
    const changed = isEverything ? null : keys;
    markChanged(new Map([...marks].filter(([id, version]) => !own.has(id, version))));
    keys = new Map();
    marks = new Map();
    isEverything = false;
    await refreshChanged(queryClient, changed);
  }, REFRESH_GAP_MS);

  return {
    add({ key, previous_key, key_value_id: id, version, operation }: ChangeEvent) {
      if (key === null || id === null || version === null) {
        isEverything = true;
      } else {
        keys.set(key, version);
        // A rename of this page has its answer to come, which takes the open pair along.
        if (previous_key !== null && !own.isPending(previous_key)) keys.set(previous_key, version);
        if (operation !== 'delete' && !own.isPending(key)) marks.set(id, version);
      }
      refresh();
    },
    end: own.end,
  };
}
