import { Button, Text, Title } from '@mantine/core';
import { Exact } from '#ui/shared/Exact.tsx';
import classes from '#ui/shared/page/EmptyState.module.css';
import { UNREAD_DAYS } from '../data/kv.queries.ts';
import { visibleText } from '../words/key-text.ts';

interface NothingUnreadProps {
  search: string;
  onShowAll: () => void;
}

/** Every pair is in use, or every one that the search finds. */
export function NothingUnread({ search, onShowAll }: NothingUnreadProps) {
  return (
    <div className={classes.empty}>
      <Title order={2} className={classes.wrap}>
        {search === '' ? (
          'Every pair is in use.'
        ) : (
          <>
            No unread keys match “<Exact>{visibleText(search)}</Exact>”.
          </>
        )}
      </Title>
      <Text size="sm" c="dimmed">
        This list shows only pairs that no API key has read for {UNREAD_DAYS} days.
      </Text>
      <Button variant="default" onClick={onShowAll}>
        Show read pairs too
      </Button>
    </div>
  );
}
