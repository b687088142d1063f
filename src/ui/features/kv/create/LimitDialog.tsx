import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { pairPath } from '#contract/page/pair-path.ts';
import { UsageMeter } from '#ui/shared/page/UsageMeter.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import type { PairIdentity } from '../data/kv.queries.ts';
import { readQueries } from '../data/last-read.queries.ts';
import { describeUse } from '../words/describe-last-read.ts';
import { visibleKey } from '../words/key-text.ts';
import { markUnseen } from '../words/unseen.ts';
import classes from './LimitDialog.module.css';

/** The number of pairs to suggest for deletion. */
const SUGGESTIONS = 5;

interface LimitDialogProps {
  used: number;
  limit: number;
  onClose: () => void;
  onOpen: (key: string) => void;
  onDelete: (pair: PairIdentity) => void;
  /** There is room again. */
  onCreate: () => void;
  /** Another dialog is over it, which takes the keys. */
  isCovered: boolean;
}

/** Explains why there can be no new pair, and what helps. Render it only while it is open. */
export function LimitDialog({ used, limit, onClose, onOpen, onDelete, onCreate, isCovered }: LimitDialogProps) {
  const { data: unread = [] } = useQuery({ ...readQueries.leastRead(SUGGESTIONS), enabled: limit > 0 });
  const hasRoom = used < limit;
  const proceed = useRef<HTMLButtonElement>(null);
  // The pair that was deleted, and with it the button that had the focus, has gone.
  useEffect(() => {
    if (hasRoom) proceed.current?.focus();
  }, [hasRoom]);

  if (hasRoom) {
    return (
      <Modal opened onClose={onClose} title="Room for a new pair" size={440}>
        <Stack gap="md">
          <UsageMeter used={used} limit={limit} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button ref={proceed} data-autofocus onClick={onCreate}>
              New pair
            </Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title="Licence limit reached" size={440} closeOnEscape={!isCovered}>
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
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Delete ${markUnseen(pair.key)}`}
                  className={classes.delete}
                  onClick={() => onDelete(pair)}
                >
                  Delete
                </Button>
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
