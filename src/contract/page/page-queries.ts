import { graphql, type ResultOf, type VariablesOf } from '../graphql.ts';
import { type PairListState, UNREAD_DAYS } from './list-search.ts';
import { PairRow } from './pair-row.ts';

/* What the page asks for first. The server asks the same in advance, and sends the answers with the page. */

export const GetCaller = graphql(`
  query GetCaller {
    auth_info { tenant_id user_id user_name permissions }
    tenant { id name slug }
  }
`);

export const GetUsage = graphql(`
  query GetUsage {
    key_value_aggregate { aggregate { count } }
    auth_info { license }
  }
`);

export const ListPairs = graphql(
  `
  query ListPairs($where: key_value_bool_exp, $order_by: [key_value_order_by!], $limit: Int!, $offset: Int!) {
    key_value(where: $where, order_by: $order_by, limit: $limit, offset: $offset) { ...PairRow }
    key_value_aggregate(where: $where) { aggregate { count } }
  }
`,
  [PairRow],
);

export const GetPair = graphql(`
  query GetPair($key: String!) {
    key_value(where: { key: { _eq: $key } }) {
      id key value_text type size version updated updated_by
    }
  }
`);

/** An open pair, with the exact text of its value. */
export type OpenPair = ResultOf<typeof GetPair>['key_value'][number];

export type Where = NonNullable<VariablesOf<typeof ListPairs>['where']>;

const DAY_MS = 24 * 60 * 60_000;

/** Pairs in a page of the list. */
export const PAGE_SIZE = 100;

/** `%`, `_` and `\` stand for themselves in a search. */
const toPattern = (search: string) => `%${search.replace(/[\\%_]/g, '\\$&')}%`;

/** The pairs of the list. */
export function toWhere({ search, isUnread }: PairListState): Where {
  const where: Where = search === '' ? {} : { key: { _ilike: toPattern(search) } };
  if (!isUnread) return where;
  // Whole days, so that all pages belong to the same list.
  const before = new Date(Math.floor(Date.now() / DAY_MS - UNREAD_DAYS) * DAY_MS).toISOString();
  return { ...where, _or: [{ last_read: { _is_null: true } }, { last_read: { _lt: before } }] };
}

/** The variables of `ListPairs` for page `page`, from 0. */
export const toListVariables = (state: PairListState, page: number) => ({
  where: toWhere(state),
  order_by: [{ [state.sort]: state.direction }],
  limit: PAGE_SIZE,
  offset: page * PAGE_SIZE,
});
