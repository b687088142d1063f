import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { UsageMeter } from '#ui/shared/page/UsageMeter.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import { readQueries } from '../data/last-read.queries.ts';
import { describeUse } from '../words/describe-last-read.ts';
import { visibleKey } from '../words/key-text.ts';
import { pairPath } from '../words/pair-path.ts';
import classes from './LimitDialog.module.css';

/** The number of pairs to suggest for deletion. */
const SUGGESTIONS = 5;

interface LimitDialogProps {
  used: number;
  limit: number;
  onClose: () => void;
  onOpen: (key: string) => void;
}

/** Explains why there can be no new pair, and what helps. Render it only while it is open. */
export function LimitDialog({ used, limit, onClose, onOpen }: LimitDialogProps) {
  const { data: unread = [] } = useQuery({ ...readQueries.leastRead(SUGGESTIONS), enabled: limit > 0 });
  return (
    <Modal opened onClose={onClose} title="Licence limit reached" size={440}>
      <Stack gap="md">
        <UsageMeter used={used} limit={limit} />
        <Text size="sm">
          {limit === 0
            ? 'The licence of this team allows no pairs. Existing pairs can still be read, edited and deleted.'
            : `${describeUsage(used, limit)} You can still edit existing ones.`}
        </Text>
        <Text size="sm">
          {limit > 0 ? 'Delete one, or ask' : 'Ask'} your server admin to raise the limit (
          <code translate="no">KV_LICENSE_PAIRS</code>, then restart).
          {unread.length > 0 && ' The pairs not read for the longest time:'}
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

function describeUsage(used: number, limit: number): string {
  return used > limit
    ? `${formatCount(used)} of ${formatCount(limit)} pairs are in use.`
    : `You have used ${limit === 1 ? 'the only pair' : `all ${formatCount(limit)} pairs`} of the licence.`;
}
