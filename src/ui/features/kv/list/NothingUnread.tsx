import { Button, Text } from '@mantine/core';
import { UNREAD_DAYS } from '#contract/page/list-search.ts';
import { EmptyState } from '#ui/shared/page/EmptyState.tsx';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { visibleText } from '../words/key-text.ts';

interface NothingUnreadProps {
  search: string;
  onShowAll: () => void;
}

/** Shown if the filter for unread pairs leaves no pair. */
export function NothingUnread({ search, onShowAll }: NothingUnreadProps) {
  const title =
    search === '' ? (
      `Every pair was read in the last ${UNREAD_DAYS} days.`
    ) : (
      <>
        No unread keys match “<Exact>{visibleText(search)}</Exact>”.
      </>
    );
  return (
    <EmptyState title={title}>
      <Text size="sm" c="dimmed">
        This list shows only pairs that were not read through the API for {UNREAD_DAYS} days.
      </Text>
      <Button variant="default" onClick={onShowAll}>
        Show all pairs
      </Button>
    </EmptyState>
  );
}
