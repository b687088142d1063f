import { findKeyProblem } from '../limits.ts';
import { parseListSearch, toListState } from './list-search.ts';
import { GetCaller, GetPair, GetUsage, ListPairs, toListVariables } from './page-queries.ts';
import { keyFromPath } from './pair-path.ts';
import { parseSearch } from './search-params.ts';

type Document = typeof GetCaller | typeof GetUsage | typeof ListPairs | typeof GetPair;

/** A query that the page is going to send. */
export interface FirstRequest {
  readonly document: Document;
  readonly variables: object;
}

/**
 * What the page at an address asks for before it can show anything; nothing for a page without data.
 *
 * @param pathname for example `/team/kv/etl%2Fcursor`
 * @param search for example `?q=etl`, or empty
 */
export function firstRequests(pathname: string, search: string): FirstRequest[] {
  if (!/^\/(?:team|api)(?:\/|$)/.test(pathname)) return [];
  const caller: FirstRequest = { document: GetCaller, variables: {} };
  if (!/^\/team\/kv(?:\/|$)/.test(pathname)) return [caller];
  const usage: FirstRequest = { document: GetUsage, variables: {} };
  const key = keyFromPath(pathname);
  const listSearch = parseListSearch(parseSearch(search));
  if (listSearch.deleted && key === undefined) return [caller, usage];
  const list: FirstRequest = { document: ListPairs, variables: toListVariables(toListState(listSearch), 0) };
  return key === undefined || findKeyProblem(key)
    ? [caller, usage, list]
    : [caller, usage, list, { document: GetPair, variables: { key } }];
}

/** Tells requests apart: by their operation and variables. */
export function requestName(document: { readonly definitions: readonly object[] }, variables: unknown): string {
  const [operation] = document.definitions as readonly { readonly name?: { readonly value: string } }[];
  return `${operation?.name?.value} ${JSON.stringify(variables)}`;
}

/** The id of the element of the page that holds the answers: JSON of `FirstAnswer[]`. */
export const FIRST_ANSWERS_ID = 'first-answers';

/** The id of the element that holds, inert, the elements that fetch the files of the editor. */
export const EDITOR_FILES_ID = 'editor-files';

/** An answer that came with the page; refusals do not. */
export interface FirstAnswer {
  /** Its `requestName`. */
  readonly request: string;
  readonly answer: { readonly data: unknown };
}
