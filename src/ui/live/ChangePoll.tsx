import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { graphql } from '#contract/graphql.ts';
import { api } from '#ui/shared/api.ts';
import { toChange } from './change-feed.ts';
import type { TabGroup } from './tabs/tab-group.ts';

const LatestChanges = graphql(`
  query LatestChanges {
    key_value_change(limit: 100) { revision key_value_id key previous_key operation version }
  }
`);

const POLL_MS = 5_000;

interface ChangePollProps {
  group: TabGroup;
}

/** Asks for changes every few seconds while the page is visible. Render it while there is no stream. */
export function ChangePoll({ group }: ChangePollProps) {
  const { data } = useQuery({
    queryKey: ['latest changes', group.name],
    queryFn: async ({ signal }) => {
      const asked = group.revision;
      const { key_value_change } = await api.query(LatestChanges, {}, signal);
      return { asked, latest: key_value_change.map(toChange).filter((change) => change !== null) };
    },
    refetchInterval: POLL_MS,
    refetchOnWindowFocus: 'always',
    staleTime: 0,
    gcTime: 0,
  });

  useEffect(() => {
    if (data) group.poll(data.asked, data.latest);
  }, [data, group]);

  return null;
}
