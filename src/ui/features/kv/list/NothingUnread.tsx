import { Button, Text } from '@mantine/core';
import { EmptyState } from '#ui/shared/page/EmptyState.tsx';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { UNREAD_DAYS } from '../data/kv.queries.ts';
import { visibleText } from '../words/key-text.ts';

interface NothingUnreadProps {
  search: string;
  onShowAll: () => void;
}

/** Every pair is in use, or every one that the search finds. */
export function NothingUnread({ search, onShowAll }: NothingUnreadProps) {
  const title =
    search === '' ? (
      'Every pair is in use.'
    ) : (
      <>
        No unread keys match “<Exact>{visibleText(search)}</Exact>”.
      </>
    );
  return (
    <EmptyState title={title}>
      <Text size="sm" c="dimmed">
        This list shows only pairs that no API key has read for {UNREAD_DAYS} days.
      </Text>
      <Button variant="default" onClick={onShowAll}>
        Show read pairs too
      </Button>
    </EmptyState>
  );
}
