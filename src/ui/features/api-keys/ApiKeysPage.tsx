import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ListError } from '#ui/shared/page/ListError.tsx';
import { ListSkeleton } from '#ui/shared/page/ListSkeleton.tsx';
import { PageHeader } from '#ui/shared/page/PageHeader.tsx';
import classes from './ApiKeysPage.module.css';
import { ApiKeyTable } from './ApiKeyTable.tsx';
import { type ApiKey, apiKeyQueries } from './api-keys.queries.ts';
import { CreateKeyDialog } from './CreateKeyDialog.tsx';
import { RevokeKeyDialog } from './RevokeKeyDialog.tsx';
import { SessionTable } from './SessionTable.tsx';

interface ApiKeysPageProps {
  /** The user who is signed in; undefined while unknown. */
  userId: string | undefined;
}

/** The API keys of the team: create, look at, revoke; and the browsers that are signed in with them. */
export function ApiKeysPage({ userId }: ApiKeysPageProps) {
  useDocumentTitle('API keys');
  const keys = useQuery(apiKeyQueries.list());
  const sessions = useQuery(apiKeyQueries.sessions());
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const ownId = sessions.data?.find(({ current }) => current)?.api_key_id;
  const own = keys.data?.find(({ id }) => id === ownId);

  return (
    <div className={classes.page}>
      <PageHeader
        title="API keys"
        action={
          <Button id="new-api-key" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
            New API key
          </Button>
        }
      />
      <p className={classes.about}>
        Programs send one as <code translate="no">KV_API_KEY</code>, and people sign in with one. Changes are recorded
        under its name.
      </p>
      {[keys, sessions].map(
        ({ error, isFetching, refetch }, index) =>
          error &&
          error.code !== 'UNAUTHENTICATED' && (
            <ListError
              key={index === 0 ? 'keys' : 'sessions'}
              error={error}
              title={index === 0 ? 'The API keys could not be loaded' : 'The sessions could not be loaded'}
              isRetrying={isFetching}
              onRetry={() => void refetch()}
            />
          ),
      )}
      {keys.isPending && <ListSkeleton />}
      {keys.data && <ApiKeyTable apiKeys={keys.data} ownId={ownId} onRevoke={setRevoking} />}
      {sessions.data && <SessionTable sessions={sessions.data} />}
      {isCreating && (
        <CreateKeyDialog userId={userId} ownExpiry={own?.expires_at ?? null} onClose={() => setCreating(false)} />
      )}
      {revoking && (
        <RevokeKeyDialog
          apiKey={revoking}
          isOwn={revoking.id === ownId}
          onClose={() => setRevoking(null)}
          onRevoked={() => {
            setRevoking(null);
            // Its row has gone.
            document.getElementById('new-api-key')?.focus();
          }}
        />
      )}
    </div>
  );
}
