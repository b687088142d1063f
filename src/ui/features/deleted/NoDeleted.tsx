import { Button, Text } from '@mantine/core';
import { visibleText } from '#ui/features/kv/words/key-text.ts';
import { EmptyState } from '#ui/shared/page/EmptyState.tsx';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatCount } from '#ui/shared/text/format.ts';

interface NoDeletedProps {
  search: string;
  /** Undefined while unknown. */
  daysKept: number | undefined;
  onClear: () => void;
}

export function NoDeleted({ search, daysKept, onClear }: NoDeletedProps) {
  if (search !== '') {
    return (
      <EmptyState
        title={
          <>
            No deleted keys match “<Exact>{visibleText(search)}</Exact>”.
          </>
        }
      >
        <Button variant="default" onClick={onClear}>
          Clear
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing deleted recently">
      <Text size="sm" c="dimmed">
        Deleted pairs stay here {daysKept === undefined ? 'for a while' : `for up to ${formatCount(daysKept)} days`},
        with their history: less if the earlier versions of the team need too much room. They do not count towards the
        licence limit and can be restored until then.
      </Text>
    </EmptyState>
  );
}
