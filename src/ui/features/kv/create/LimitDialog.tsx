import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { UsageMeter } from '#ui/shared/page/UsageMeter.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import { readQueries } from '../data/last-read.queries.ts';
import { describeUse } from '../words/describe-last-read.ts';
import { visibleKey } from '../words/key-text.ts';
import { pairPath } from '../words/pair-path.ts';
import classes from './LimitDialog.module.css';

/** Enough to choose from. */
const SUGGESTIONS = 5;

interface LimitDialogProps {
  used: number;
  limit: number;
  onClose: () => void;
  onOpen: (key: string) => void;
}

/** Why there can be no new pair, and what helps. Render it only while it is open. */
export function LimitDialog({ used, limit, onClose, onOpen }: LimitDialogProps) {
  const { data: unread = [] } = useQuery({ ...readQueries.leastRead(SUGGESTIONS), enabled: limit > 0 });
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
          {limit > 0 &&
            'To make room, delete a pair that nobody needs; those not read for the longest time are below. '}
          To raise the limit, ask whoever runs the server to set <code translate="no">KV_LICENSE_PAIRS</code> there and
          to restart it.
        </Text>
        {unread.length > 0 && (
          <ul aria-label="Pairs not read for the longest time" className={classes.pairs}>
            {unread.map((pair) => (
              <li key={pair.id} className={classes.pair}>
                <a
                  translate="no"
                  href={pairPath(pair.key)}
                  className={classes.key}
                  onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                    event.preventDefault();
                    onOpen(pair.key);
                  }}
                >
                  {visibleKey(pair.key)}
                </a>
                <span className={classes.use}>{describeUse(pair)}</span>
              </li>
            ))}
          </ul>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            Close
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
