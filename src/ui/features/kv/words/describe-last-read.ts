import { formatDay, formatRelative } from '#ui/shared/text/format.ts';
import type { PairUse } from '../data/last-read.queries.ts';

/** "Last read 3 days ago by nightly-etl", or that no read was recorded. */
export function describeUse({ created, last_read, last_read_by, since }: PairUse, now?: number): string {
  if (last_read !== null) return `Last read ${formatRelative(last_read, now)} by ${last_read_by}`;
  // An older pair may have been read before the server started recording reads.
  return created < since ? `Not read through the API since ${formatDay(since)}` : 'Never read through the API';
}
