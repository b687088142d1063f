import { createFileRoute } from '@tanstack/react-router';
import { keyFromSegment, segmentFromKey } from '#contract/page/pair-path.ts';
import { kvQueries } from '#ui/features/kv/data/kv.queries.ts';
import { parsePairSearch } from '#ui/features/kv/pair/pair-tab.ts';

/** The open pair, which the route above shows beside the list: the list stays as it is while pairs open and close. */
export const Route = createFileRoute('/team/kv/$key')({
  validateSearch: parsePairSearch,
  // Not awaited, and before the file of the pane has come.
  loader: ({ context: { queryClient }, params: { key } }) => void queryClient.prefetchQuery(kvQueries.pair(key)),
  params: {
    parse: ({ key }) => ({ key: keyFromSegment(key) }),
    stringify: ({ key }) => ({ key: segmentFromKey(key) }),
  },
});
