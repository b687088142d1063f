import { Modal, Stack, Text } from '@mantine/core';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { ApiKeyForm } from './ApiKeyForm.tsx';

/** Covers the page when the session ends while it is in use. The page below keeps everything that was typed. */
export function SessionDialog() {
  return (
    <Modal
      opened
      // Without a session nothing on the page works, so the dialog cannot be closed.
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="Sign in to continue"
      size={400}
      zIndex={400}
    >
      <ReturnFocus />
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          Your session has ended. Everything you typed is still here.
        </Text>
        {/* The first request that the server accepts again closes this. */}
        <ApiKeyForm onSignedIn={() => undefined} />
      </Stack>
    </Modal>
  );
}
