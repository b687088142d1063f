import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { CopyButton } from '#ui/shared/button/CopyButton.tsx';
import { EmptyState } from '#ui/shared/page/EmptyState.tsx';
import classes from './EmptyList.module.css';

const PYTHON = 'set_key_value(key="foo", value="bar")';

interface EmptyListProps {
  onNew: () => void;
}

/** Shown while the team has no pairs. */
export function EmptyList({ onNew }: EmptyListProps) {
  return (
    <EmptyState
      drawing={
        <svg width="72" height="56" viewBox="0 0 72 56" aria-hidden="true" className={classes.drawing}>
          <rect x="0.75" y="0.75" width="70.5" height="16" rx="4" />
          <rect x="0.75" y="20" width="70.5" height="16" rx="4" />
          <rect x="0.75" y="39.25" width="70.5" height="16" rx="4" strokeDasharray="3 3" />
          <path d="M9 8.75h14M31 8.75h30M9 28h20M37 28h16" />
        </svg>
      }
      title="No pairs yet"
    >
      <Text size="sm" c="dimmed">
        A pair is a key with any JSON value: a setting, a date, the state of last night’s run.
      </Text>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onNew}>
        New pair
      </Button>
      <Text size="sm" c="dimmed">
        Or from Python:
      </Text>
      <div translate="no" className={classes.code}>
        <code>{PYTHON}</code>
        <CopyButton text={PYTHON} label="Copy the Python line" />
      </div>
    </EmptyState>
  );
}
