import { createFileRoute } from '@tanstack/react-router';
import { toRoutableHref } from '#contract/page/pair-path.ts';
import { SignInPage } from '#ui/features/auth/SignInPage.tsx';
import { safeNext } from '#ui/features/auth/safe-next.ts';
import { reportArrival } from '#ui/features/auth/session-state.ts';

export const Route = createFileRoute('/sign-in')({
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } => ({
    next: typeof next === 'string' ? next : undefined,
  }),
  component: function SignInRoute() {
    const { next } = Route.useSearch();
    const navigate = Route.useNavigate();
    function arrive() {
      reportArrival();
      void navigate({ href: toRoutableHref(safeNext(next)), replace: true });
    }
    return <SignInPage onSignedIn={arrive} />;
  },
});
