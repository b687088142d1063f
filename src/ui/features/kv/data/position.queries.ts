import { queryOptions } from '@tanstack/react-query';
import { graphql } from '#contract/graphql.ts';
import { api } from '#ui/shared/api.ts';
import { kvQueries, type PairListState, type PairSummary, type SortColumn, toWhere, type Where } from './kv.queries.ts';

const FindPair = graphql(`
  query FindPair($where: key_value_bool_exp!) {
    key_value(where: $where, limit: 1) {
      id key type size version preview created updated updated_by
    }
  }
`);

const CountPairs = graphql(`
  query CountPairs($where: key_value_bool_exp!) {
    key_value_aggregate(where: $where) { aggregate { count } }
  }
`);

/** The pairs before `pair` in the order of the list. */
function toWhereBefore(pair: PairSummary, sort: SortColumn, direction: 'asc' | 'desc'): Where {
  const before = direction === 'asc' ? '_lt' : '_gt';
  if (sort === 'key') return { key: { [before]: pair.key } };
  // Pairs that are equal in the column follow in order of the key.
  const isEqual: Where = { [sort]: { _eq: pair[sort] }, key: { _lt: pair.key } };
  return { _or: [{ [sort]: { [before]: pair[sort] } }, isEqual] };
}

export const positionQueries = {
  /** The row, from 0, of the pair with this key in the list; null when the list does not hold it. */
  position: (state: PairListState, key: string) =>
    queryOptions({
      queryKey: [...kvQueries.all, 'position', state.search, state.sort, state.direction, state.isUnread, key],
      queryFn: async ({ signal }) => {
        const matches = toWhere(state);
        const [pair] = (await api.query(FindPair, { where: { _and: [matches, { key: { _eq: key } }] } }, signal))
          .key_value;
        if (!pair) return null;
        const where = { _and: [matches, toWhereBefore(pair, state.sort, state.direction)] };
        return (await api.query(CountPairs, { where }, signal)).key_value_aggregate.aggregate.count;
      },
      // Asked for once, to scroll there.
      gcTime: 0,
    }),
};
