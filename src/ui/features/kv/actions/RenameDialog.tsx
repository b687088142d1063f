import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { findKeyProblem } from '#contract/limits.ts';
import { announce } from '#ui/shared/announce.ts';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import { RefusalAlert } from '#ui/shared/page/RefusalAlert.tsx';
import { showToast } from '#ui/shared/toast.ts';
import { useIsShown } from '#ui/shared/use-is-shown.ts';
import { pairQueries } from '../data/existing.queries.ts';
import { kvMutations } from '../data/kv.mutations.ts';
import type { PairIdentity } from '../data/kv.queries.ts';
import { useWrite } from '../data/use-write.ts';
import { ExistingKeyNotice } from '../key/ExistingKeyNotice.tsx';
import { KeyField } from '../key/KeyField.tsx';
import { useExistingPair } from '../key/use-existing-pair.ts';
import { describeRenameRefusal } from '../words/refusal/describe-rename-refusal.ts';
import { RefusalToast } from '../words/refusal/RefusalToast.tsx';
import { TitleKey } from '../words/TitleKey.tsx';
import { markUnseen } from '../words/unseen.ts';

interface RenameDialogProps {
  pair: PairIdentity;
  onClose: () => void;
  /** Called when the server has accepted it. */
  onRenamed: (to: string) => void;
  /** The person wants to see the pair that already has the key. */
  onOpen: (key: string) => void;
}

/**
 * Gives a pair another key; its id, value and history stay. It is hidden while the request is on its way, and comes back
 * with the reason and what was typed if that is refused.
 */
export function RenameDialog({ pair, onClose, onRenamed, onOpen }: RenameDialogProps) {
  const queryClient = useQueryClient();
  const [key, setKey] = useState(pair.key);
  const [note, setNote] = useState('');
  /** The version that is renamed; people see another one first. */
  const [version, setVersion] = useState(pair.version);
  const isShown = useIsShown();
  const existing = useExistingPair(key);
  const isSame = key === pair.key;
  const isTaken = !isSame && existing !== undefined;
  const keyProblem = findKeyProblem(key);

  const rename = useWrite({
    ...kvMutations.rename(),
    // At this level, because a person who has left the page should see the outcome too.
    onSuccess: (_renamed, sent) => {
      announce(`Renamed to ${markUnseen(sent.to)}`);
      onRenamed(sent.to);
    },
    onError: async (error, { from, to }) => {
      if (!isShown.current) {
        showToast(<RefusalToast pairKey={from} {...describeRenameRefusal(error, false)} />);
        return;
      }
      if (error.code !== 'VERSION_CONFLICT') return;
      // Someone took the key or changed the pair first; the refusal shows which.
      const taken = await queryClient.fetchQuery({ ...pairQueries.existing(to), staleTime: 0 }).catch(() => null);
      if (taken === null && error.details.current_version !== undefined) setVersion(error.details.current_version);
    },
  });
  const obstacle =
    keyProblem ??
    (isSame ? 'This is already its key.' : undefined) ??
    (isTaken ? 'This key already exists.' : undefined);

  function submit(event: FormEvent) {
    event.preventDefault();
    // The button explains why.
    if (obstacle !== undefined) return;
    rename.mutate({ id: pair.id, from: pair.key, to: key, expectedVersion: version, note: note.trim() || undefined });
  }

  return (
    <Modal
      opened={rename.isIdle || rename.isError}
      onClose={onClose}
      title={
        <>
          Rename “<TitleKey text={pair.key} />”
        </>
      }
      size={480}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <KeyField label="New key" value={key} isSame={isSame} onChange={setKey} />
          {isTaken && <ExistingKeyNotice pair={existing} onOpen={() => onOpen(key)} />}
          <TextInput
            label="Note"
            description="Why? Shown in History. (optional)"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            autoComplete="off"
          />
          <Text size="sm">The value and history move along. Anything that reads the old key will get “not found”.</Text>
          {rename.error && <RefusalAlert key={rename.submittedAt} {...describeRenameRefusal(rename.error, isTaken)} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <GuardedButton type="submit" obstacle={obstacle}>
              Rename
            </GuardedButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
