import { Button, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { ErrorPanel } from '#ui/shared/page/ErrorPanel.tsx';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { RelativeTime } from '#ui/shared/text/RelativeTime.tsx';
import { apiKeyMutations } from './api-keys.mutations.ts';
import type { Session } from './api-keys.queries.ts';
import { KeyTable, OwnBadge } from './KeyTable.tsx';
import classes from './SessionTable.module.css';

const COLUMNS = { name: 'Signed in with', created: 'Since', used: 'Last seen', actions: '' };

interface SessionTableProps {
  sessions: readonly Session[];
}

/** The browsers that are signed in; each can be signed out from here. */
export function SessionTable({ sessions }: SessionTableProps) {
  const end = useMutation(apiKeyMutations.endSession());
  const title = useRef<HTMLHeadingElement>(null);

  function signOut({ id, api_key_name }: Session) {
    end.mutate(
      { id },
      {
        onSuccess: () => {
          announce(`Signed out a browser of ${api_key_name}`);
          // Its row, and with it the button, has gone.
          title.current?.focus();
        },
      },
    );
  }

  return (
    <section aria-labelledby="sessions" className={classes.sessions}>
      <Title order={2} id="sessions" ref={title} tabIndex={-1} className={classes.title}>
        Signed-in browsers
      </Title>
      {end.error && <ErrorPanel error={end.error} title="Not signed out" />}
      {/* biome-ignore-start lint/a11y/noRedundantRoles: on small screens rows are no longer displayed as a table. */}
      <KeyTable name="Signed-in browsers" columns={COLUMNS}>
        {sessions.map((session) => (
          <tr key={session.id} role="row">
            <td role="cell" data-column="name">
              <Exact>{session.api_key_name}</Exact>
              {session.current && <OwnBadge>This browser</OwnBadge>}
            </td>
            <td role="cell" data-column="created" data-label="Since">
              <RelativeTime iso={session.created} />
            </td>
            <td role="cell" data-column="used" data-label="Last seen">
              <RelativeTime iso={session.last_seen} />
            </td>
            <td role="cell" data-column="actions">
              {!session.current && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Sign out this browser of ${session.api_key_name}`}
                  loading={end.isPending && end.variables.id === session.id}
                  onClick={() => signOut(session)}
                >
                  Sign out
                </Button>
              )}
            </td>
          </tr>
        ))}
      </KeyTable>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </section>
  );
}
