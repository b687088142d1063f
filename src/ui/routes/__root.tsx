import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import { SignedIn } from '#ui/app/SignedIn.tsx';
import { NotFoundScreen } from '#ui/app/screens/NotFoundScreen.tsx';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: () => (
    <SignedIn>
      <NotFoundScreen />
    </SignedIn>
  ),
});
