import { Anchor, Stack, Text, Title } from '@mantine/core';
import classes from './Screen.module.css';

export function NotFoundScreen() {
  return (
    <main className={classes.screen}>
      <Stack gap="md" maw={420}>
        <Title order={1}>Nothing lives at this address</Title>
        <Text size="sm" c="dimmed">
          The link may be cut short. All pairs are in the <Anchor href="/team/kv">KV Store</Anchor>.
        </Text>
      </Stack>
    </main>
  );
}
