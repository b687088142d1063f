import { useQuery } from '@tanstack/react-query';
import { formatDay } from '#ui/shared/text/format.ts';
import { readQueries } from '../data/last-read.queries.ts';
import classes from './UnreadNote.module.css';

/** What the filter for unread pairs can know. */
export function UnreadNote() {
  const { data: since } = useQuery(readQueries.readsSince());
  return (
    <p className={classes.note}>
      No API key has read these pairs for 90 days or more, as far as is known
      {since && `: reads are noted since ${formatDay(since)}`}. Looking at a value here does not count.
    </p>
  );
}
