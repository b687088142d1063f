import { Button, Group, Text } from '@mantine/core';
import { EmptyState } from '#ui/shared/page/EmptyState.tsx';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { visibleText } from '../words/key-text.ts';
import classes from './NoMatch.module.css';

interface NoMatchProps {
  search: string;
  onClear: () => void;
  onCreate: () => void;
}

/** Shown if no key contains the search. */
export function NoMatch({ search, onClear, onCreate }: NoMatchProps) {
  const shown = visibleText(search);
  return (
    <EmptyState
      title={
        <>
          No keys match “<Exact>{shown}</Exact>”.
        </>
      }
    >
      <Text size="sm" c="dimmed">
        The search looks for the text anywhere in the key. Upper and lower case are the same.
      </Text>
      <Group gap="sm" justify="center">
        <Button variant="default" onClick={onClear}>
          Clear
        </Button>
        <Button variant="default" onClick={onCreate} className={classes.create}>
          <span>
            Create “<Exact>{shown}</Exact>”
          </span>
        </Button>
      </Group>
    </EmptyState>
  );
}
