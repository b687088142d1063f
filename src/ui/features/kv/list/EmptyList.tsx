import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { CopyButton } from '#ui/shared/button/CopyButton.tsx';
import { EmptyState } from '#ui/shared/page/EmptyState.tsx';
import classes from './EmptyList.module.css';

/** Where the command line looks by itself. */
const DEFAULT_ORIGINS = ['http://127.0.0.1:4200', 'http://localhost:4200'];

/** Commands that store a first pair in the server at `origin`, as they are. */
function firstCommands(origin: string) {
  const address = DEFAULT_ORIGINS.includes(origin) ? '' : `KV_API_URL=${origin} `;
  const python = `'from prefect.backend import set_key_value; set_key_value(key="foo", value="bar")'`;
  return [
    { name: 'shell', command: `${address}npx kv set foo bar` },
    {
      name: 'Python',
      command: `PREFECT__CLOUD__API=${origin} PREFECT__CLOUD__API_KEY="$KV_API_KEY" python -c ${python}`,
    },
  ];
}

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
        Or drop a JSON file here, or run one of these. Programs need an{' '}
        <Link to="/team/api-keys" className={classes.link}>
          API key
        </Link>{' '}
        in <code translate="no">KV_API_KEY</code>.
      </Text>
      {firstCommands(window.location.origin).map(({ name, command }) => (
        <div key={name} translate="no" className={classes.code}>
          <code>{command}</code>
          <CopyButton text={command} label={`Copy the ${name} line`} />
        </div>
      ))}
    </EmptyState>
  );
}
