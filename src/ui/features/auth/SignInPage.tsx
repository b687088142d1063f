import { Alert, Loader, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { KvError } from '#contract/errors.ts';
import { Logo } from '#ui/shared/Logo.tsx';
import { describeError } from '#ui/shared/text/describe-error.ts';
import { ApiKeyForm } from './ApiKeyForm.tsx';
import { authMutations } from './auth.mutations.ts';
import { authQueries } from './auth.queries.ts';
import classes from './SignInPage.module.css';
import { takeSignInToken } from './sign-in-token.ts';

function explainLink(error: KvError): string {
  if (error.code === 'UNAUTHENTICATED') {
    return 'Links work once, for 10 minutes. Sign in with an API key, or restart the server to get a new link.';
  }
  return describeError(error).message;
}

interface SignInPageProps {
  onSignedIn: () => void;
}

/** Signs in with an API key, or automatically with the link that the server prints when it starts. */
export function SignInPage({ onSignedIn }: SignInPageProps) {
  useDocumentTitle('Sign in · KV Store');
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation(authMutations.signIn());
  const latestOnSignedIn = useRef(onSignedIn);
  useEffect(() => {
    latestOnSignedIn.current = onSignedIn;
  });

  useEffect(() => {
    function followLink() {
      const token = takeSignInToken();
      if (token === null) return;
      mutate(
        { token },
        {
          onSuccess: () => latestOnSignedIn.current(),
          // A used link opened again is fine while its session in this browser still lasts.
          onError: (refusal) => {
            if (refusal.code !== 'UNAUTHENTICATED') return;
            void queryClient.fetchQuery(authQueries.caller()).then(
              () => latestOnSignedIn.current(),
              () => undefined,
            );
          },
        },
      );
    }
    followLink();
    // The link may be opened in a tab that already shows this page.
    window.addEventListener('hashchange', followLink);
    return () => window.removeEventListener('hashchange', followLink);
  }, [mutate, queryClient]);

  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Stack gap="lg">
          <div className={classes.title}>
            <Logo size={32} />
            <Title order={1}>Sign in to KV Store</Title>
          </div>
          {isPending && (
            <div className={classes.waiting} role="status">
              <Loader size={16} aria-hidden /> Signing in with the link…
            </div>
          )}
          {error && (
            <Alert color="yellow" role="alert" title="This sign-in link did not work">
              {explainLink(error)}
            </Alert>
          )}
          <ApiKeyForm onSignedIn={onSignedIn} />
          <Text size="xs" c="dimmed">
            At a terminal, the server prints a sign-in link each time it starts. As an API key, use{' '}
            <code translate="no">KV_ADMIN_API_KEY</code>, or the key that the first start saved in{' '}
            <code translate="no">~/.config/kv-store/credentials.json</code>.
          </Text>
        </Stack>
      </div>
    </main>
  );
}
