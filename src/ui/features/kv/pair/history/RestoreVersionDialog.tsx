import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { Preview } from '#ui/shared/page/Preview.tsx';
import { RefusalAlert } from '#ui/shared/page/RefusalAlert.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import { RelativeTime } from '#ui/shared/text/RelativeTime.tsx';
import type { PairVersion } from '../../data/history.queries.ts';
import { kvMutations } from '../../data/kv.mutations.ts';
import { kvQueries } from '../../data/kv.queries.ts';
import { useWrite } from '../../data/use-write.ts';
import { visibleText } from '../../words/key-text.ts';
import { describeRestoreRefusal } from '../../words/refusal/describe-restore-refusal.ts';

interface RestoreVersionDialogProps {
  pairId: string;
  /** The key that the pair has now. */
  pairKey: string;
  /** The version whose value is restored. */
  version: PairVersion;
  /** The newest version that the page knows. */
  current: PairVersion;
  /** Whether the editor has unsaved text. */
  isDirty: boolean;
  onClose: () => void;
}

/** Saves an old value as a new version. Render it only while it is open. */
export function RestoreVersionDialog({
  pairId,
  pairKey,
  version,
  current,
  isDirty,
  onClose,
}: RestoreVersionDialogProps) {
  const [note, setNote] = useState('');
  /** The newest version that the person has seen, so that a later one is not replaced unseen. */
  const [seen, setSeen] = useState(current.version);
  const restore = useWrite({
    ...kvMutations.restore(),
    // The refusal shows the version that was saved first.
    onError: (error, _sent, _result, { client }) =>
      error.code === 'VERSION_CONFLICT' ? client.invalidateQueries({ queryKey: kvQueries.all }) : undefined,
  });
  const { error } = restore;
  const isChanged = error?.code === 'VERSION_CONFLICT';
  const number = formatCount(version.version);

  function submit() {
    const expectedVersion = isChanged ? current.version : seen;
    setSeen(expectedVersion);
    restore.mutate(
      { id: pairId, key: pairKey, version: version.version, expectedVersion, note: note.trim() || undefined },
      {
        onSuccess: (restored) => {
          announce(`Restored version ${number} as version ${formatCount(restored.version)}`);
          onClose();
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title={`Restore version ${number}?`} size={480}>
      <ReturnFocus />
      <Stack gap="md">
        <Text size="sm">
          Its value becomes a new version, after version {formatCount(current.version)}. All versions stay in the
          history.
        </Text>
        {version.preview !== null && <Preview text={visibleText(version.preview)} />}
        {isDirty && (
          <Alert color="yellow" title="You have unsaved changes">
            <Text size="sm">
              They stay in the editor. They will then be based on an older version; you will see the difference before
              anything is overwritten.
            </Text>
          </Alert>
        )}
        <TextInput
          label="Note"
          description="Why? Shown in History. (optional)"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autoComplete="off"
        />
        {isChanged && (
          <RefusalAlert
            key={restore.submittedAt}
            title="Not restored: the pair has changed"
            message={
              current.operation === 'delete' ? (
                <>
                  {current.created_by} deleted the pair <RelativeTime iso={current.created} />. Restoring this version
                  also restores the pair.
                </>
              ) : (
                <>
                  {current.created_by} saved version {formatCount(current.version)}{' '}
                  <RelativeTime iso={current.created} />. Nothing was overwritten. Cancel to look at it first.
                </>
              )
            }
          />
        )}
        {error && !isChanged && (
          <RefusalAlert key={restore.submittedAt} {...describeRestoreRefusal(error, version.key)} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button loading={restore.isPending} onClick={submit}>
            {isChanged ? `Restore after version ${formatCount(current.version)}` : describeButton(isDirty)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const describeButton = (isDirty: boolean) => (isDirty ? 'Restore and keep my text' : 'Restore');
