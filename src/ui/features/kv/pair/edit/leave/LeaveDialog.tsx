import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';

interface LeaveDialogProps {
  /** Omitted where leaving cannot save. */
  save?: {
    /** Why the text cannot be saved, as a sentence. */
    readonly obstacle: string | undefined;
    readonly isSaving: boolean;
    readonly onSave: () => void;
  };
  onKeepDraft: () => void;
  onDiscard: () => void;
  onStay: () => void;
}

/** Asks what to do with unsaved text before it is left. Render it only while it is open. */
export function LeaveDialog({ save, onKeepDraft, onDiscard, onStay }: LeaveDialogProps) {
  const canSave = save !== undefined && save.obstacle === undefined;
  return (
    <Modal
      opened
      onClose={onStay}
      title="You have unsaved changes"
      size={460}
      closeButtonProps={{ 'aria-label': 'Keep editing' }}
    >
      <ReturnFocus />
      <Stack gap="lg">
        <Text size="sm">
          {save?.obstacle !== undefined && `${save.obstacle} `}A draft stays in this browser and is offered when you
          come back.
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="subtle" color="red" onClick={onDiscard}>
            Discard
          </Button>
          <Button variant={canSave ? 'default' : 'filled'} onClick={onKeepDraft} data-autofocus={!canSave || undefined}>
            Keep as draft
          </Button>
          {save && (
            <GuardedButton
              obstacle={save.obstacle}
              loading={save.isSaving}
              onClick={save.onSave}
              data-autofocus={canSave || undefined}
            >
              Save and leave
            </GuardedButton>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
