import { queryOptions } from '@tanstack/react-query';
import { graphql } from '#contract/graphql.ts';
import { findKeyProblem } from '#contract/limits.ts';
import type { PairListState } from '#contract/page/list-search.ts';
import { toWhere } from '#contract/page/page-queries.ts';
import { PairRow } from '#contract/page/pair-row.ts';
import { api } from '#ui/shared/api.ts';
import { kvQueries } from './kv.queries.ts';
import { toWhereBefore } from './where-before.ts';

const FindPair = graphql(
  `
  query FindPair($where: key_value_bool_exp!) {
    key_value(where: $where, limit: 1) { ...PairRow }
  }
`,
  [PairRow],
);

const CountPairs = graphql(`
  query CountPairs($where: key_value_bool_exp!) {
    key_value_aggregate(where: $where) { aggregate { count } }
  }
`);

export const positionQueries = {
  /** The row, from 0, of the pair with this key; null if it is not in the list. */
  position: (state: PairListState, key: string) =>
    queryOptions({
      queryKey: [...kvQueries.all, 'position', state.search, state.sort, state.direction, state.isUnread, key],
      queryFn: async ({ signal }) => {
        if (findKeyProblem(key)) return null;
        const matches = toWhere(state);
        const [pair] = (await api.query(FindPair, { where: { _and: [matches, { key: { _eq: key } }] } }, signal))
          .key_value;
        if (!pair) return null;
        const where = { _and: [matches, toWhereBefore(pair, state.sort, state.direction)] };
        return (await api.query(CountPairs, { where }, signal)).key_value_aggregate.aggregate.count;
      },
      // Needed only once, to scroll there.
      gcTime: 0,
    }),
};
