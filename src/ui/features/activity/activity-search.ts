/** What a person can choose changes by, in the order in which a pair usually meets them. */
export const OPERATIONS = ['create', 'update', 'rename', 'restore', 'delete'] as const;

type Operation = (typeof OPERATIONS)[number];

/** Which changes are shown; lives in the address. */
export interface ActivityFilter {
  /** The whole key. */
  readonly key?: string;
  /** The whole name of who made them. */
  readonly by?: string;
  readonly operation?: Operation;
}

const toText = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** A bad value counts as left out, never as an error. */
export function parseActivitySearch({ key, by, operation }: Readonly<Record<string, unknown>>): ActivityFilter {
  return {
    key: toText(key),
    by: toText(by),
    operation: OPERATIONS.find((known) => known === operation),
  };
}

export const isFiltered = ({ key, by, operation }: ActivityFilter): boolean => Boolean(key ?? by ?? operation);
