import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { describeOperation } from '#ui/features/kv/words/describe-change.ts';
import classes from './ActivityFilters.module.css';
import { type ActivityFilter, isFiltered, OPERATIONS, parseActivitySearch } from './activity-search.ts';

const TYPING_MS = 250;

interface ActivityFiltersProps {
  filter: ActivityFilter;
  onChange: (filter: ActivityFilter) => void;
}

export function ActivityFilters({ filter, onChange }: ActivityFiltersProps) {
  return (
    <search className={classes.filters}>
      <FilterField
        label="Key"
        hint="Exact key"
        value={filter.key}
        onChange={(key) => onChange({ ...filter, key })}
        isMonospaced
      />
      <FilterField label="Who" hint="Exact name" value={filter.by} onChange={(by) => onChange({ ...filter, by })} />
      <NativeSelect
        label="What"
        value={filter.operation ?? ''}
        onChange={(event) => onChange(parseActivitySearch({ ...filter, operation: event.currentTarget.value }))}
        data={[
          { value: '', label: 'All actions' },
          ...OPERATIONS.map((operation) => ({ value: operation, label: describeOperation(operation) })),
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

interface FilterFieldProps {
  label: string;
  hint: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  isMonospaced?: boolean;
}

/** Shows what is being typed, and otherwise follows the address, so that Back and Forward work. */
function FilterField({ label, hint, value = '', onChange, isMonospaced = false }: FilterFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const change = useDebouncedCallback((text: string) => onChange(text === '' ? undefined : text), TYPING_MS);
  return (
    <TextInput
      label={label}
      placeholder={hint}
      autoComplete="off"
      spellCheck={false}
      classNames={isMonospaced ? { input: classes.key } : undefined}
      value={draft ?? value}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        change(event.currentTarget.value);
      }}
      onBlur={() => {
        change.flush();
        setDraft(null);
      }}
    />
  );
}
