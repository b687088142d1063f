import { SORT_COLUMNS, type SortColumn } from './pair-row.ts';
import { readText, stringifySearch } from './search-params.ts';

/** What the list shows; part of the URL. */
export interface PairListState {
  /** Part of the key, ignoring case; empty for every pair. */
  readonly search: string;
  readonly sort: SortColumn;
  readonly direction: 'asc' | 'desc';
  /** Only pairs that were not read through the API for `UNREAD_DAYS`. */
  readonly isUnread: boolean;
}

export const UNREAD_DAYS = 90;

const DIRECTIONS = ['asc', 'desc'] as const;
/** The address names the days, so that a link keeps its meaning if there are other choices one day. */
const UNREAD = `${UNREAD_DAYS}` as const;

/** The list in the address. */
export interface ListSearch {
  readonly q?: string;
  readonly sort?: SortColumn;
  readonly dir?: (typeof DIRECTIONS)[number];
  readonly unread?: typeof UNREAD;
  /** Shows deleted pairs instead. Not a path, because every path is the address of a key. */
  readonly deleted?: '1';
}

/** An invalid value is ignored. */
export function parseListSearch({ q, sort, dir, unread, deleted }: Readonly<Record<string, unknown>>): ListSearch {
  return {
    q: readText(q),
    sort: SORT_COLUMNS.find((column) => column === sort),
    dir: DIRECTIONS.find((direction) => direction === dir),
    unread: unread === UNREAD ? UNREAD : undefined,
    deleted: deleted === '1' ? deleted : undefined,
  };
}

export function toListState({ q = '', sort = 'key', dir = 'asc', unread }: ListSearch): PairListState {
  return { search: q, sort, direction: dir, isUnread: unread === UNREAD };
}

/** Omits defaults, so that the plain list has the plain address. */
export function toListSearch({ search, sort, direction, isUnread }: PairListState): ListSearch {
  return {
    q: search === '' ? undefined : search,
    sort: sort === 'key' ? undefined : sort,
    dir: direction === 'asc' ? undefined : direction,
    unread: isUnread ? UNREAD : undefined,
  };
}

/** The search part of `href`. */
export const listSearchText = (state: PairListState): string => stringifySearch(toListSearch(state));
