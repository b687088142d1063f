import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { visibleKey } from '../key-text.ts';
import { PairHeader } from './PairHeader.tsx';
import classes from './PairPane.module.css';

interface MissingPairProps {
  pairKey: string;
  onClose: () => void;
  onCreate: (key: string) => void;
}

export function MissingPair({ pairKey, onClose, onCreate }: MissingPairProps) {
  return (
    <div className={classes.pane}>
      <PairHeader pairKey={pairKey} onClose={onClose} />
      <Stack className={classes.notice} gap="md" align="center">
        <Text size="sm">No pair has this key.</Text>
        <Text size="sm">
          If it was deleted, it is in{' '}
          <Link to="/team/kv" search={{ deleted: '1', q: pairKey }} className={classes.link}>
            Recently deleted
          </Link>
          .
        </Text>
        <Button onClick={() => onCreate(pairKey)} className={classes.create}>
          Create “{visibleKey(pairKey)}”
        </Button>
      </Stack>
    </div>
  );
}
