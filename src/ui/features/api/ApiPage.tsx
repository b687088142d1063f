import { Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { CopyButton } from '#ui/shared/button/CopyButton.tsx';
import classes from './ApiPage.module.css';
import { Explorer } from './explorer/Explorer.tsx';

/** The API explorer: runs against this server, as the person who is signed in. */
export function ApiPage() {
  useDocumentTitle('API');
  const endpoint = `${window.location.origin}/graphql`;
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Title order={1}>API</Title>
        <Text size="xs" c="dimmed" className={classes.about}>
          Queries run as you, on live data. Endpoint: <code translate="no">{endpoint}</code>
          <CopyButton text={endpoint} label="Copy the endpoint" />
          <span>
            Programs need an <Link to="/team/api-keys">API key</Link>.
          </span>
        </Text>
      </header>
      <div translate="no" className={classes.explorer}>
        <Explorer />
      </div>
    </div>
  );
}
