import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { DeletedPair } from '#ui/features/kv/data/history.queries.ts';
import { kvMutations } from '#ui/features/kv/data/kv.mutations.ts';
import { visibleText } from '#ui/features/kv/words/key-text.ts';
import { TitleKey } from '#ui/features/kv/words/TitleKey.tsx';
import { markUnseen } from '#ui/features/kv/words/unseen.ts';
import { announce } from '#ui/shared/announce.ts';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { ErrorPanel } from '#ui/shared/page/ErrorPanel.tsx';
import { Preview } from '#ui/shared/page/Preview.tsx';

interface PurgeDialogProps {
  pair: DeletedPair;
  onClose: () => void;
  /** The pair has been purged. */
  onPurged: () => void;
}

/** Asks before a pair is purged, which cannot be undone. Render it only while it is open. */
export function PurgeDialog({ pair, onClose, onPurged }: PurgeDialogProps) {
  const purge = useMutation(kvMutations.purge());

  function submit() {
    purge.mutate(
      { id: pair.id },
      {
        // Whoever purged it, it is gone.
        onSuccess: () => {
          announce(`Deleted ${markUnseen(pair.key)} permanently`);
          onPurged();
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
          Delete “<TitleKey text={pair.key} />” permanently?
        </>
      }
      size={440}
    >
      <ReturnFocus />
      <Stack gap="md">
        <Preview text={visibleText(pair.preview)} />
        <Text size="sm">
          The value and all versions are removed. This cannot be undone. Activity keeps who changed it and when.
        </Text>
        {purge.error && <ErrorPanel error={purge.error} title="Not deleted" />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" onClick={submit} loading={purge.isPending}>
            Delete permanently
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
