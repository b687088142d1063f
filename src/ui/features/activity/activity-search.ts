import { readText } from '#ui/shared/search-params.ts';

/** The operations to filter by, in the usual order of a pair's life. */
export const OPERATIONS = ['create', 'update', 'rename', 'restore', 'delete'] as const;

type Operation = (typeof OPERATIONS)[number];

/** The filter, part of the address. */
export interface ActivityFilter {
  /** The exact key. */
  readonly key?: string;
  /** The exact name of the person or API key. */
  readonly by?: string;
  readonly operation?: Operation;
}

/** An invalid value is ignored. */
export function parseActivitySearch({ key, by, operation }: Readonly<Record<string, unknown>>): ActivityFilter {
  return {
    key: readText(key),
    by: readText(by),
    operation: OPERATIONS.find((known) => known === operation),
  };
}

export const isFiltered = ({ key, by, operation }: ActivityFilter): boolean => Boolean(key ?? by ?? operation);
