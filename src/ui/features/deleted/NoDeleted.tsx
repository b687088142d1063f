import { Button, Text, Title } from '@mantine/core';
import { visibleText } from '#ui/features/kv/words/key-text.ts';
import { Exact } from '#ui/shared/Exact.tsx';
import { formatCount } from '#ui/shared/format.ts';
import classes from '#ui/shared/page/EmptyState.module.css';

interface NoDeletedProps {
  search: string;
  /** Undefined while unknown. */
  daysKept: number | undefined;
  onClear: () => void;
}

export function NoDeleted({ search, daysKept, onClear }: NoDeletedProps) {
  if (search !== '') {
    return (
      <div className={classes.empty}>
        <Title order={2} className={classes.wrap}>
          No deleted keys match “<Exact>{visibleText(search)}</Exact>”.
        </Title>
        <Button variant="default" onClick={onClear}>
          Clear
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.empty}>
      <Title order={2}>Nothing was deleted lately</Title>
      <Text size="sm" c="dimmed">
        Deleted pairs stay here {daysKept === undefined ? 'for a while' : `for ${formatCount(daysKept)} days`}, with
        their history, and take no place in the licence. Until then each can be restored.
      </Text>
    </div>
  );
}
