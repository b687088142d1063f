import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DeletedPair } from '#ui/features/kv/data/history.queries.ts';
import { visibleKey } from '#ui/features/kv/words/key-text.ts';
import type { RestoreRefusal } from '#ui/features/kv/words/refusal/describe-restore-refusal.ts';
import { ValueDialog } from '#ui/shared/dialog/ValueDialog.tsx';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { Sentence } from '#ui/shared/text/Exact.tsx';
import { PurgeDialog } from './PurgeDialog.tsx';

export interface DeletedDialog {
  readonly kind: 'view' | 'purge';
  readonly pair: DeletedPair;
}

interface DeletedDialogsProps {
  dialog: DeletedDialog | null;
  /** Why a pair was not restored; null if none was refused. */
  refusal: RestoreRefusal | null;
  onClose: () => void;
  onCloseRefusal: () => void;
  onRestore: (pair: DeletedPair) => void;
  onPurged: (pair: DeletedPair) => void;
}

export function DeletedDialogs({ dialog, refusal, onClose, onCloseRefusal, onRestore, onPurged }: DeletedDialogsProps) {
  const takenKey = refusal?.takenKey;
  return (
    <>
      {dialog?.kind === 'view' && (
        <ValueDialog
          pairId={dialog.pair.id}
          version={dialog.pair.version - 1}
          exact={visibleKey(dialog.pair.key)}
          title={`“${visibleKey(dialog.pair.key)}” when it was deleted`}
          actions={<Button onClick={() => onRestore(dialog.pair)}>Restore</Button>}
          onClose={onClose}
        />
      )}
      {dialog?.kind === 'purge' && (
        <PurgeDialog pair={dialog.pair} onClose={onClose} onPurged={() => onPurged(dialog.pair)} />
      )}
      {refusal && (
        <Modal opened onClose={onCloseRefusal} title={refusal.title} size={440}>
          <ReturnFocus />
          <Stack gap="lg">
            <Text size="sm" role="alert">
              <Sentence text={refusal.message} exact={takenKey && visibleKey(takenKey)} />
            </Text>
            <Group justify="flex-end" gap="sm">
              {takenKey !== undefined && (
                <Button
                  variant="default"
                  renderRoot={(props) => <Link to="/team/kv/$key" params={{ key: takenKey }} {...props} />}
                  onClick={onCloseRefusal}
                >
                  Open that pair
                </Button>
              )}
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
