import { createFileRoute } from '@tanstack/react-router';
import { SignedIn } from '#ui/app/SignedIn.tsx';
import { authQueries } from '#ui/features/auth/auth.queries.ts';

export const Route = createFileRoute('/api')({
  // In the first file, and not in one that is asked for after it.
  codeSplitGroupings: [],
  loader: ({ context: { queryClient } }) => void queryClient.prefetchQuery(authQueries.caller()),
  component: SignedIn,
});
