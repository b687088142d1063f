import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';

interface LeaveDialogProps {
  onStay: () => void;
  onLeave: () => void;
}

/** Asks once before typed text is thrown away. Render it only while it is open. */
export function LeaveDialog({ onStay, onLeave }: LeaveDialogProps) {
  return (
    <Modal opened onClose={onStay} title="Leave without saving?" size={400} withCloseButton={false}>
      <ReturnFocus />
      <Stack gap="lg">
        <Text size="sm">What you have typed here is not saved. Leaving discards it.</Text>
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
