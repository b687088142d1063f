import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { RefusalAlert } from '#ui/shared/page/RefusalAlert.tsx';
import { describeError } from '#ui/shared/text/describe-error.ts';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatCount, formatRelative } from '#ui/shared/text/format.ts';
import { apiKeyMutations } from './api-keys.mutations.ts';
import type { ApiKey } from './api-keys.queries.ts';
import classes from './RevokeKeyDialog.module.css';

interface RevokeKeyDialogProps {
  apiKey: ApiKey;
  /** This browser is signed in with it. */
  isOwn: boolean;
  onClose: () => void;
  /** The key is no longer valid. */
  onRevoked: () => void;
}

/** Says what stops working before an API key is revoked. Render it only while it is open. */
export function RevokeKeyDialog({ apiKey, isOwn, onClose, onRevoked }: RevokeKeyDialogProps) {
  const revoke = useMutation(apiKeyMutations.revoke());
  const [withCreated, setWithCreated] = useState(false);
  const { id, name, last_used, created_keys: created } = apiKey;

  function submit() {
    revoke.mutate(
      { id, withCreated },
      {
        // If there was nothing left to revoke, that is what the person wanted.
        onSuccess: () => {
          announce(`Revoked ${name}`);
          onRevoked();
        },
      },
    );
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <>
          Revoke “<Exact>{name}</Exact>”?
        </>
      }
      size={440}
    >
      <ReturnFocus />
      <Stack gap="md" className={classes.words}>
        <Text size="sm">
          Programs that use it are refused immediately, and browsers signed in with it are signed out.
          {isOwn && <strong> That includes this one.</strong>} This cannot be undone.
        </Text>
        <Text size="sm" c="dimmed">
          {last_used ? `Last used ${formatRelative(last_used)}.` : 'Never used.'}
        </Text>
        {created > 0 && (
          <Checkbox
            size="xs"
            label={
              created === 1
                ? 'Also revoke the key it created'
                : `Also revoke the ${formatCount(created)} keys it created`
            }
            checked={withCreated}
            onChange={(event) => setWithCreated(event.currentTarget.checked)}
          />
        )}
        {revoke.error && (
          <RefusalAlert
            key={revoke.submittedAt}
            title="Not revoked"
            // Why this key has to stay is known to the server alone.
            message={revoke.error.code === 'FORBIDDEN' ? revoke.error.message : describeError(revoke.error).message}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" onClick={submit} loading={revoke.isPending}>
            Revoke
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
