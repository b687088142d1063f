import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { Fragment, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { authQueries } from '#ui/features/auth/auth.queries.ts';
import { forgetSession, useSessionState } from '#ui/features/auth/session-state.ts';
import { announce } from '#ui/shared/announce.ts';
import { useDelayed } from '#ui/shared/load/use-delayed.ts';
import { writeStored } from '#ui/shared/stored.ts';
import { Shell } from './shell/Shell.tsx';
import { useCallerCount } from './use-caller-count.ts';
import { useLater } from './use-later.ts';

const SessionDialog = lazy(async () => ({
  default: (await import('#ui/features/auth/SessionDialog.tsx')).SessionDialog,
}));

const loadLiveChanges = () => import('#ui/live/LiveChanges.tsx');

/** The name is known to public/color-scheme.js as well. */
const SIGNED_IN_KEY = 'kv-signed-in';

interface SignedInProps {
  /** By default the page of the address. */
  children?: ReactNode;
}

/** The shell around every page that needs a session. Without one it goes to the sign-in page. */
export function SignedIn({ children = <Outlet /> }: SignedInProps) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const session = useSessionState();
  const { failureCount, data: caller } = useQuery(authQueries.caller());
  const callerCount = useCallerCount(caller);
  const isUndecided = session === 'unknown' && failureCount === 0;
  const isSlow = useDelayed(isUndecided);
  // The list is refetched now and then without it.
  const live = useLater(loadLiveChanges);

  async function leave() {
    // Leave the page first, which may ask about unsaved changes; then sign out.
    await router.navigate({ to: '/sign-in' });
    if (router.state.location.pathname !== '/sign-in') return;
    try {
      const { signOut } = await import('#client/session.ts');
      await signOut();
      queryClient.clear();
      forgetSession();
    } catch {
      announce('Could not sign out.');
      await router.navigate({ to: '/team/kv' });
    }
  }

  useEffect(() => {
    if (session === 'active') writeStored(SIGNED_IN_KEY, 'on');
    if (session !== 'absent') return;
    writeStored(SIGNED_IN_KEY, 'off');
    void router.navigate({ to: '/sign-in', search: { next: router.state.location.href }, replace: true });
  }, [session, router]);

  // Render nothing until it is known whether someone is signed in, so that no empty page flashes before the sign-in page.
  if (session === 'absent' || (isUndecided && !isSlow)) return null;
  return (
    <>
      <Shell onSignOut={() => void leave()}>
        {/* Another person gets new pages, without anything typed before. */}
        <Fragment key={callerCount}>{children}</Fragment>
      </Shell>
      {live && <live.LiveChanges isSignedIn={session === 'active'} />}
      <Suspense>{session === 'ended' && <SessionDialog />}</Suspense>
    </>
  );
}
