import { readText } from '#contract/page/search-params.ts';

/** The operations to filter by, in the usual order of a pair's life. */
export const OPERATIONS = ['create', 'update', 'rename', 'restore', 'delete'] as const;

type Operation = (typeof OPERATIONS)[number];

const HOUR_MS = 60 * 60_000;

/** How far back to look: in the address, and for people. */
export const PERIODS = {
  hour: { name: 'Last hour', ms: HOUR_MS },
  day: { name: 'Last 24 hours', ms: 24 * HOUR_MS },
  week: { name: 'Last 7 days', ms: 7 * 24 * HOUR_MS },
  month: { name: 'Last 30 days', ms: 30 * 24 * HOUR_MS },
} as const;

type Period = keyof typeof PERIODS;

/** The filter, part of the address. */
export interface ActivityFilter {
  /** Part of the key, before or after the change. */
  readonly q?: string;
  /** The exact key. */
  readonly key?: string;
  /** The exact name of the person or API key. */
  readonly by?: string;
  readonly operation?: Operation;
  readonly since?: Period;
}

/** An invalid value is ignored. */
export function parseActivitySearch({
  q,
  key,
  by,
  operation,
  since,
}: Readonly<Record<string, unknown>>): ActivityFilter {
  return {
    q: readText(q),
    key: readText(key),
    by: readText(by),
    operation: OPERATIONS.find((known) => known === operation),
    since: (Object.keys(PERIODS) as Period[]).find((known) => known === since),
  };
}

export const isFiltered = (filter: ActivityFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);
