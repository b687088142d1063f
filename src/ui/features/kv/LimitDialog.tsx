import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { formatCount } from '#ui/shared/format.ts';
import { UsageMeter } from './UsageMeter.tsx';

interface LimitDialogProps {
  used: number;
  limit: number;
  onClose: () => void;
}

/** Why there can be no new pair, and what helps. Render it only while it is open. */
export function LimitDialog({ used, limit, onClose }: LimitDialogProps) {
  return (
    <Modal opened onClose={onClose} title="No room for another pair" size={440}>
      <Stack gap="md">
        <UsageMeter used={used} limit={limit} />
        <Text size="sm">
          {limit === 0
            ? 'The licence of this team allows no pairs. What is stored can still be read, changed and deleted.'
            : `The licence of this team allows ${formatCount(limit)} pairs, and ${formatCount(used)} are in use. Existing pairs can still be changed, as often as you like.`}
        </Text>
        <Text size="sm">
          {limit > 0 && 'To make room, delete a pair that nobody needs. '}
          To raise the limit, ask whoever runs the server to set <code>KV_LICENSE_PAIRS</code> there and to restart it.
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            Close
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
