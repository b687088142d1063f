import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';

interface LeaveDialogProps {
  onStay: () => void;
  onLeave: () => void;
}

/** Asks before typed text is discarded. Render it only while it is open. */
export function LeaveDialog({ onStay, onLeave }: LeaveDialogProps) {
  return (
    <Modal opened onClose={onStay} title="Leave without saving?" size={400} withCloseButton={false}>
      <ReturnFocus />
      <Stack gap="lg">
        <Text size="sm">Your changes are not saved. If you leave, they are discarded.</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onStay} data-autofocus>
            Keep editing
          </Button>
          <Button color="red" onClick={onLeave}>
            Discard changes
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
