import { formatDay, formatRelative } from '#ui/shared/format.ts';
import type { PairUse } from '../data/last-read.queries.ts';

/** "Last read 3 days ago by nightly-etl", or that it never was as far as the server knows. */
export function describeUse({ created, last_read, last_read_by, since }: PairUse, now?: number): string {
  if (last_read !== null) return `Last read ${formatRelative(last_read, now)} by ${last_read_by}`;
  // What was before the server began to note reads nobody knows.
  return created < since ? `Never read by an API key since ${formatDay(since)}` : 'Never read by an API key';
}
