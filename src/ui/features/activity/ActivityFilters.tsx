import { Autocomplete, Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { describeOperation } from '#ui/features/kv/words/describe-change.ts';
import classes from './ActivityFilters.module.css';
import { activityQueries } from './activity.queries.ts';
import { type ActivityFilter, isFiltered, OPERATIONS, PERIODS, parseActivitySearch } from './activity-search.ts';

const TYPING_MS = 120;

interface ActivityFiltersProps {
  filter: ActivityFilter;
  onChange: (filter: ActivityFilter) => void;
}

export function ActivityFilters({ filter, onChange }: ActivityFiltersProps) {
  const { data: names = [] } = useQuery(activityQueries.names());
  const key = useTyped(filter.key ?? filter.q, (text) => onChange({ ...filter, key: undefined, q: text }));
  const by = useTyped(filter.by, (text) => onChange({ ...filter, by: text }));
  return (
    <search className={classes.filters}>
      <TextInput
        label="Key"
        placeholder="Part of a key"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        classNames={{ input: classes.key }}
        {...key.props}
        onChange={(event) => key.type(event.currentTarget.value)}
        rightSection={
          filter.key !== undefined && (
            <CloseButton
              size="sm"
              aria-label="Also keys that contain it"
              data-hint="Only this key. Show also keys that contain it"
              onClick={() => onChange({ ...filter, key: undefined, q: filter.key })}
            />
          )
        }
      />
      <Autocomplete
        label="Who"
        placeholder="Anyone"
        data={names}
        spellCheck={false}
        autoCapitalize="off"
        comboboxProps={{ shadow: 'md' }}
        {...by.props}
        onChange={by.type}
      />
      <NativeSelect
        label="What"
        value={filter.operation ?? ''}
        onChange={(event) => onChange(parseActivitySearch({ ...filter, operation: event.currentTarget.value }))}
        data={[
          { value: '', label: 'All actions' },
          ...OPERATIONS.map((operation) => ({ value: operation, label: describeOperation(operation) })),
        ]}
      />
      <NativeSelect
        label="When"
        value={filter.since ?? ''}
        onChange={(event) => onChange(parseActivitySearch({ ...filter, since: event.currentTarget.value }))}
        data={[
          { value: '', label: 'Any time' },
          ...Object.entries(PERIODS).map(([value, { name }]) => ({ value, label: name })),
        ]}
      />
      {isFiltered(filter) && (
        <Button variant="default" onClick={() => onChange({})}>
          Clear
        </Button>
      )}
    </search>
  );
}

/** A field that shows what is being typed, and otherwise follows the address, so that Back and Forward work. */
function useTyped(value: string | undefined, onChange: (text: string | undefined) => void) {
  const [draft, setDraft] = useState<string | null>(null);
  const change = useDebouncedCallback((text: string) => onChange(text === '' ? undefined : text), TYPING_MS);
  return {
    props: {
      value: draft ?? value ?? '',
      onBlur: () => {
        change.flush();
        setDraft(null);
      },
    },
    type: (text: string) => {
      setDraft(text);
      change(text);
    },
  };
}
