import { useQuery } from '@tanstack/react-query';
import { UNREAD_DAYS } from '#contract/page/list-search.ts';
import { formatDay } from '#ui/shared/text/format.ts';
import { readQueries } from '../data/last-read.queries.ts';
import classes from './UnreadNote.module.css';

/** Explains which reads the filter for unread pairs counts. */
export function UnreadNote() {
  const { data: since } = useQuery(readQueries.readsSince());
  return (
    <p className={classes.note}>
      Not read through the API for {UNREAD_DAYS} days.
      {since && ` Reads are recorded since ${formatDay(since)}.`} Looking at a value here does not count.
    </p>
  );
}
