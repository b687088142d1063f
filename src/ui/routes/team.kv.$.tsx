import { createFileRoute, redirect } from '@tanstack/react-router';

/** An address with plain slashes in the key, typed by hand or decoded on the way: goes to the one that `pairPath` makes. */
export const Route = createFileRoute('/team/kv/$')({
  beforeLoad: ({ params: { _splat = '' } }) => {
    throw redirect({ to: '/team/kv/$key', params: { key: _splat }, search: true, replace: true });
  },
});
