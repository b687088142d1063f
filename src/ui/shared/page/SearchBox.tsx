import { VisuallyHidden } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconLoader2, IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useState } from 'react';
import { LiveIndicator } from '#ui/live/LiveIndicator.tsx';
import { keyName } from '#ui/shared/keys/key-name.ts';
import { useDelayed } from '#ui/shared/load/use-delayed.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import classes from './SearchBox.module.css';

/** Long enough to skip the middle of a fast word, too short to be felt. */
const TYPING_MS = 50;

interface KvSearchProps {
  ref: RefObject<HTMLInputElement | null>;
  /** The search in effect, from the address. */
  value: string;
  onSearch: (search: string) => void;
  /** Arrow down: moves the focus to the rows. */
  onLeave: () => void;
  /** Enter, with a search: opens its first hit. Without one, or if omitted, Enter is like arrow down. */
  onEnter?: (search: string) => void;
  /** The person types, or leaves the field. */
  onType?: () => void;
  isSearching: boolean;
  /** Whether the rows are only some of all pairs. */
  isFiltered: boolean;
  /** Matching pairs, and all pairs; undefined while unknown. */
  count: number | undefined;
  total: number | undefined;
  /** Filters and links beside the search. */
  children?: ReactNode;
}

/** Shows what is being typed, and otherwise follows the address, so that Back and Forward work. */
export function KvSearch(props: KvSearchProps) {
  const { ref, value, onSearch, onLeave, onEnter, onType, isSearching, isFiltered, count, total, children } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const search = useDebouncedCallback(onSearch, TYPING_MS);
  const isSlow = useDelayed(isSearching);
  const text = draft ?? value;

  function clear() {
    search.cancel();
    setDraft(null);
    onSearch('');
  }

  function onKeyDown(event: KeyboardEvent) {
    const key = keyName(event);
    if (key === 'Escape' && text !== '') {
      event.preventDefault();
      clear();
    } else if (key === 'ArrowDown' || key === 'Enter') {
      event.preventDefault();
      search.flush();
      if (key === 'Enter' && text !== '' && onEnter) onEnter(text);
      else onLeave();
    }
  }

  return (
    <search className={classes.toolbar}>
      <div className={classes.field}>
        {isSlow ? (
          <IconLoader2 size={16} stroke={1.6} aria-hidden className={classes.spinner} />
        ) : (
          <IconSearch size={16} stroke={1.6} aria-hidden />
        )}
        <input
          ref={ref}
          type="search"
          aria-label="Search keys"
          placeholder="Search keys"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className={classes.input}
          value={text}
          onChange={(event) => {
            onType?.();
            setDraft(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            onType?.();
            search.flush();
            setDraft(null);
          }}
        />
        {text === '' ? (
          <kbd translate="no" className={classes.hint} aria-hidden>
            /
          </kbd>
        ) : (
          <button
            type="button"
            aria-label="Clear the search"
            className={classes.clear}
            onClick={() => {
              clear();
              ref.current?.focus();
            }}
          >
            <IconX size={14} aria-hidden />
          </button>
        )}
      </div>
      {children}
      <span role="status" translate="no" className={classes.count} data-said={!isFiltered || undefined}>
        {describeCount(isFiltered, count, total)}
        {isFiltered && <VisuallyHidden> found</VisuallyHidden>}
      </span>
      <LiveIndicator />
    </search>
  );
}

function describeCount(isFiltered: boolean, count: number | undefined, total: number | undefined): string {
  if (count === undefined) return '';
  if (isFiltered && total !== undefined) return `${formatCount(count)} of ${formatCount(total)}`;
  return count === 1 ? '1 pair' : `${formatCount(count)} pairs`;
}
