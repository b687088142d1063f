import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useReducer } from 'react';
import { useSubscription } from 'urql';
import { toKvError } from '#client/answer.ts';
import { reportSignedOut } from '#ui/features/auth/session-state.ts';
import { kvQueries } from '#ui/features/kv/data/kv.queries.ts';
import { useIsReachable } from '#ui/shared/connection.ts';
import { useSignal } from '#ui/shared/signal.ts';
import { collect, FollowChanges } from '../change-feed.ts';
import type { TabGroup } from '../tabs/tab-group.ts';
import { NoStream, openStream } from './open-stream.ts';
import { connectFrom, delayMs, liveStateOf, reduceConnection } from './reconnect.ts';

interface LeaderStreamProps {
  group: TabGroup;
}

/** Follows the server for all tabs, reconnecting as needed. Render it while this tab is the leader. */
export function LeaderStream({ group }: LeaderStreamProps) {
  const queryClient = useQueryClient();
  const isReachable = useIsReachable();
  const retries = useSignal(group.retries);
  const [connection, dispatch] = useReducer(reduceConnection, group.revision, connectFrom);
  const { phase, attempt, failures, after } = connection;
  // urql reconnects only if something differs, and the variables may be the same.
  const context = useMemo(() => ({ fetch: openStream, attempt }), [attempt]);
  const pause = phase === 'waiting' || phase === 'refused';
  const [{ data: feed, error }] = useSubscription(
    { query: FollowChanges, variables: { after }, pause, context },
    collect,
  );

  useEffect(() => {
    if (!feed) return;
    dispatch({ type: 'started' });
    group.follow(feed);
  }, [feed, group]);

  // `openStream` makes sure that every stream ends with an error.
  useEffect(() => {
    if (!error) return;
    const isRefused = toKvError(error, '/graphql').code === 'UNAUTHENTICATED';
    dispatch({ type: 'failed', isRefused, isSilent: error.networkError instanceof NoStream });
    if (isRefused) reportSignedOut();
    // A query finds out whether the server itself is unreachable.
    else void queryClient.refetchQueries({ queryKey: kvQueries.usage().queryKey });
  }, [error, queryClient]);

  const live = liveStateOf(connection);
  useEffect(() => group.report(live), [group, live]);

  useEffect(() => {
    if (phase !== 'waiting') return;
    const timer = setTimeout(() => dispatch({ type: 'due', after: group.revision }), delayMs(failures, Math.random()));
    return () => clearTimeout(timer);
  }, [phase, failures, group]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the server was just found reachable, so try now
  useEffect(() => {
    if (isReachable) dispatch({ type: 'due', after: group.revision });
  }, [isReachable, retries, group]);

  return null;
}
