import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import classes from './Screen.module.css';

/** When a page itself fails: a bug of ours, or a part of it that could not be downloaded. */
export function ErrorScreen() {
  const router = useRouter();
  return (
    <main className={classes.screen}>
      <Stack gap="md" maw={420}>
        <Title order={1}>This page could not be shown</Title>
        <Text size="sm" c="dimmed">
          What is stored is not affected. The server may have been updated since you opened the page: reload it.
        </Text>
        <Group gap="sm">
          <Button onClick={() => window.location.reload()}>Reload</Button>
          <Button variant="default" onClick={() => void router.invalidate()}>
            Retry
          </Button>
        </Group>
      </Stack>
    </main>
  );
}
