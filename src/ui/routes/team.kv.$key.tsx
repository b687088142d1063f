import { createFileRoute } from '@tanstack/react-router';
import { parsePairSearch } from '#ui/features/kv/pair/pair-tab.ts';
import { keyFromSegment, segmentFromKey } from '#ui/features/kv/words/pair-path.ts';

/** The open pair, which the route above shows beside the list: the list stays as it is while pairs open and close. */
export const Route = createFileRoute('/team/kv/$key')({
  validateSearch: parsePairSearch,
  params: {
    parse: ({ key }) => ({ key: keyFromSegment(key) }),
    stringify: ({ key }) => ({ key: segmentFromKey(key) }),
  },
});
