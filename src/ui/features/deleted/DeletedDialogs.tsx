import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { DeletedPair } from '#ui/features/kv/data/history.queries.ts';
import { cutKey, visibleKey } from '#ui/features/kv/words/key-text.ts';
import { ValueDialog } from '#ui/shared/dialog/ValueDialog.tsx';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { PurgeDialog } from './PurgeDialog.tsx';
import { RestoreAsDialog } from './RestoreAsDialog.tsx';
import type { RefusedRestore } from './use-restore-deleted.tsx';

export interface DeletedDialog {
  readonly kind: 'view' | 'purge';
  readonly pair: DeletedPair;
}

interface DeletedDialogsProps {
  dialog: DeletedDialog | null;
  /** Why a pair was not restored; null if none was refused. */
  refusal: RefusedRestore | null;
  /** A pair is being restored. */
  isRestoring: boolean;
  onClose: () => void;
  onCloseRefusal: () => void;
  /** Under another key if `newKey` is given. */
  onRestore: (pair: DeletedPair, newKey?: string) => void;
  onPurged: (pair: DeletedPair) => void;
}

export function DeletedDialogs({
  dialog,
  refusal,
  isRestoring,
  onClose,
  onCloseRefusal,
  onRestore,
  onPurged,
}: DeletedDialogsProps) {
  const takenKey = refusal?.takenKey;
  return (
    <>
      {dialog?.kind === 'view' && (
        <ValueDialog
          pairId={dialog.pair.id}
          version={dialog.pair.version - 1}
          exact={cutKey(visibleKey(dialog.pair.key))}
          title={`“${cutKey(visibleKey(dialog.pair.key))}” when it was deleted`}
          actions={<Button onClick={() => onRestore(dialog.pair)}>Restore</Button>}
          onClose={onClose}
        />
      )}
      {dialog?.kind === 'purge' && (
        <PurgeDialog pair={dialog.pair} onClose={onClose} onPurged={() => onPurged(dialog.pair)} />
      )}
      {refusal && takenKey !== undefined && (
        <RestoreAsDialog
          pair={refusal.pair}
          takenKey={takenKey}
          isBusy={isRestoring}
          onClose={onCloseRefusal}
          onRestore={onRestore}
        />
      )}
      {refusal && takenKey === undefined && (
        <Modal opened onClose={onCloseRefusal} title={refusal.title} size={440}>
          <ReturnFocus />
          <Stack gap="lg">
            <Text size="sm" role="alert">
              {refusal.message}
            </Text>
            <Group justify="flex-end" gap="sm">
              <Button onClick={onCloseRefusal} data-autofocus>
                Close
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </>
  );
}
