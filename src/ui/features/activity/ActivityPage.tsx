import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { usePollMs } from '#ui/live/live.ts';
import { MoreButton } from '#ui/shared/button/MoreButton.tsx';
import { ErrorPanel } from '#ui/shared/page/ErrorPanel.tsx';
import { useNow } from '#ui/shared/use-now.ts';
import { ActivityEntry, ActivityRun } from './ActivityEntry.tsx';
import { ActivityFilters } from './ActivityFilters.tsx';
import classes from './ActivityPage.module.css';
import { activityQueries } from './activity.queries.ts';
import { type ActivityFilter, isFiltered } from './activity-search.ts';
import { groupByDay } from './group-by-day.ts';
import { groupRuns } from './group-runs.ts';

interface ActivityPageProps {
  filter: ActivityFilter;
  onFilterChange: (filter: ActivityFilter) => void;
}

/** Who changed what, when, and with which client, newest first. */
export function ActivityPage({ filter, onFilterChange }: ActivityPageProps) {
  useDocumentTitle('Activity');
  const now = useNow();
  const pollMs = usePollMs();
  const query = useInfiniteQuery({
    ...activityQueries.changes(filter),
    // Not for people who have gone far back: all those pages would be read again.
    refetchInterval: ({ state }) => (state.data && state.data.pages.length > 1 ? false : pollMs),
  });
  const changes = query.data?.pages.flatMap((page) => page.changes) ?? [];
  const keys = Object.assign({}, ...(query.data?.pages.map((page) => page.keys) ?? [])) as Record<string, string>;

  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Title order={1}>Activity</Title>
      </header>
      <ActivityFilters filter={filter} onChange={onFilterChange} />
      {query.error && query.error.code !== 'UNAUTHENTICATED' && (
        <div className={classes.error}>
          <ErrorPanel
            error={query.error}
            title="The activity could not be loaded"
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        </div>
      )}
      {query.isPending && (
        <p role="status" className={classes.notice}>
          Loading the activity…
        </p>
      )}
      {query.data && changes.length === 0 && (
        <p role="status" className={classes.notice}>
          {isFiltered(filter) ? 'No changes match.' : 'No changes yet.'}
        </p>
      )}
      {groupByDay(changes, now).map((day) => (
        <section key={day.name} aria-label={day.name}>
          <Title order={2} className={classes.day}>
            {day.name}
          </Title>
          <ol className={classes.changes}>
            {groupRuns(day.changes).map(({ latest, changes: all }) => {
              const entries = all.map((change) => (
                <ActivityEntry
                  key={change.revision}
                  change={change}
                  presentKey={keys[change.key_value_id]}
                  filter={filter}
                />
              ));
              if (entries.length === 1) return entries;
              // By the oldest: newer ones join the run.
              return (
                <ActivityRun key={`run ${all.at(-1)?.revision ?? latest.revision}`} changes={all}>
                  {entries}
                </ActivityRun>
              );
            })}
          </ol>
        </section>
      ))}
      <MoreButton query={query} className={classes.more}>
        Show older changes
      </MoreButton>
    </div>
  );
}
