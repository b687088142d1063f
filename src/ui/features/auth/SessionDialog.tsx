import { Modal, Stack, Text } from '@mantine/core';
import { ApiKeyForm } from './ApiKeyForm.tsx';

/** When the session ends while the page is in use: over the page, which keeps everything that was typed. */
export function SessionDialog() {
  return (
    <Modal
      opened
      // Without a session nothing on the page works: there is no other way out.
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="Sign in to go on"
      size={400}
      zIndex={400}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          Your session has ended. Everything you have typed is still here.
        </Text>
        {/* The first request that the server takes again closes this. */}
        <ApiKeyForm onSignedIn={() => undefined} />
      </Stack>
    </Modal>
  );
}
