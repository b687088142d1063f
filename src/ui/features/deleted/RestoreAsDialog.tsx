import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { findKeyProblem } from '#contract/limits.ts';
import { pairQueries } from '#ui/features/kv/data/existing.queries.ts';
import type { DeletedPair } from '#ui/features/kv/data/history.queries.ts';
import { KeyField } from '#ui/features/kv/key/KeyField.tsx';
import { useExistingPair } from '#ui/features/kv/key/use-existing-pair.ts';
import { visibleKey } from '#ui/features/kv/words/key-text.ts';
import { suggestKey } from '#ui/features/kv/words/suggest-key.ts';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { Exact } from '#ui/shared/text/Exact.tsx';

interface RestoreAsDialogProps {
  pair: DeletedPair;
  /** The key that another pair has. */
  takenKey: string;
  isBusy: boolean;
  onClose: () => void;
  onRestore: (pair: DeletedPair, newKey: string) => void;
}

/** Offers another key for a deleted pair whose own is taken. Render it only while it is open. */
export function RestoreAsDialog({ pair, takenKey, isBusy, onClose, onRestore }: RestoreAsDialogProps) {
  const queryClient = useQueryClient();
  const [key, setKey] = useState('');
  const isTouched = useRef(false);
  const existing = useExistingPair(key);
  const isTaken = existing !== undefined || key === takenKey;
  const obstacle = findKeyProblem(key) ?? (isTaken ? 'This key already exists.' : undefined);

  useEffect(() => {
    let isLatest = true;
    const exists = async (candidate: string) =>
      (await queryClient.fetchQuery({ ...pairQueries.existing(candidate), staleTime: 0 })) !== null;
    void suggestKey(takenKey, exists, 'restored').then((free) => {
      // Nothing is typed over.
      if (isLatest && !isTouched.current) setKey(free);
    });
    return () => {
      isLatest = false;
    };
  }, [queryClient, takenKey]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (obstacle === undefined) onRestore(pair, key);
  }

  return (
    <Modal opened onClose={onClose} title="Not restored: the key is taken" size={480}>
      <ReturnFocus />
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm" role="alert">
            “<Exact>{visibleKey(takenKey)}</Exact>” exists again, so this one cannot take its key. Restore it under
            another name?
          </Text>
          <KeyField
            label="New key"
            value={key}
            onChange={(typed) => {
              isTouched.current = true;
              setKey(typed);
            }}
          />
          {isTaken && (
            <Text size="sm">
              “<Exact>{visibleKey(key)}</Exact>” already exists.
            </Text>
          )}
          <Group justify="flex-end" gap="sm">
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/team/kv/$key" params={{ key: takenKey }} {...props} />}
              onClick={onClose}
            >
              Open the other pair
            </Button>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <GuardedButton type="submit" obstacle={obstacle} loading={isBusy}>
              Restore
            </GuardedButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
