import { ActionIcon, Button, VisuallyHidden } from '@mantine/core';
import { IconArrowBackUp, IconTrashX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { DeletedPair } from '#ui/features/kv/data/history.queries.ts';
import { KeyText } from '#ui/features/kv/words/KeyText.tsx';
import { visibleText } from '#ui/features/kv/words/key-text.ts';
import { markUnseen } from '#ui/features/kv/words/unseen.ts';
import { keyName } from '#ui/shared/keys/key-name.ts';
import { areSingleKeysOn } from '#ui/shared/keys/keyboard.ts';
import table from '#ui/shared/page/Table.module.css';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatBytes, formatExact } from '#ui/shared/text/format.ts';
import { RelativeTime } from '#ui/shared/text/RelativeTime.tsx';
import { TypeBadge } from '#ui/shared/text/TypeBadge.tsx';
import { formatTimeLeft } from '#ui/shared/text/time-left.ts';
import { useNow } from '#ui/shared/use-now.ts';
import classes from './DeletedTable.module.css';

interface DeletedTableProps {
  pairs: readonly DeletedPair[];
  /** The number of all pairs, including those not loaded. */
  count: number;
  search: string;
  /** The id of the pair that is being restored. */
  busyId: string | null;
  onView: (pair: DeletedPair) => void;
  onRestore: (pair: DeletedPair) => void;
  onPurge: (pair: DeletedPair) => void;
  onFocusRow: (index: number) => void;
}

/** Looks like the list of pairs, with other columns. */
export function DeletedTable({ pairs, count, search, onFocusRow, ...actions }: DeletedTableProps) {
  function moveByKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const key = keyName(event);
    if ((key === 'j' || key === 'k') && !areSingleKeysOn()) return;
    const row = Number((event.target as HTMLElement).closest<HTMLElement>('tr')?.dataset.index);
    const next = {
      ArrowDown: row + 1,
      j: row + 1,
      ArrowUp: row - 1,
      k: row - 1,
      Home: 0,
      End: pairs.length - 1,
    }[key];
    if (next === undefined || Number.isNaN(next)) return;
    event.preventDefault();
    onFocusRow(Math.max(next, 0));
  }

  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: on small screens rows are no longer displayed as a table.
    <table
      role="table"
      aria-label="Deleted pairs"
      aria-rowcount={count + 1}
      className={`${table.table} ${classes.table}`}
      onKeyDown={moveByKey}
    >
      <thead role="rowgroup">
        <tr role="row">
          {COLUMNS.map(([column, name]) => (
            <th key={column} role="columnheader" scope="col" data-column={column}>
              {name || <VisuallyHidden>Actions</VisuallyHidden>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {pairs.map((pair, index) => (
          <DeletedRow key={pair.id} pair={pair} index={index} search={search} {...actions} />
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

const COLUMNS = [
  ['key', 'Key'],
  ['value', 'Value'],
  ['type', 'Type'],
  ['size', 'Size'],
  ['deleted', 'Deleted'],
  ['left', 'Expires'],
  ['actions', ''],
] as const;

interface DeletedRowProps extends Pick<DeletedTableProps, 'search' | 'busyId' | 'onView' | 'onRestore' | 'onPurge'> {
  pair: DeletedPair;
  index: number;
}

function DeletedRow({ pair, index, search, busyId, onView, onRestore, onPurge }: DeletedRowProps) {
  const now = useNow();
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <tr role="row" data-index={index}>
      <td role="cell" data-column="key">
        <button
          type="button"
          data-deleted-key
          aria-label={markUnseen(pair.key)}
          className={`${table.key} ${classes.key}`}
          onClick={() => onView(pair)}
        >
          <KeyText text={pair.key} search={search} />
        </button>
      </td>
      <td role="cell" data-column="value">
        <span translate="no" className={table.preview}>
          {visibleText(pair.preview)}
        </span>
      </td>
      <td role="cell" data-column="type">
        <TypeBadge type={pair.type} />
      </td>
      <td role="cell" data-column="size">
        {formatBytes(pair.size)}
      </td>
      <td role="cell" data-column="deleted">
        <RelativeTime iso={pair.deleted} by={pair.deleted_by} /> by <Exact>{pair.deleted_by}</Exact>
      </td>
      <td role="cell" data-column="left" data-hint={`Until ${formatExact(pair.restorable_until)}`}>
        in {formatTimeLeft(pair.restorable_until, now)}
      </td>
      <td role="cell" data-column="actions">
        <div className={classes.actions}>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Restore ${markUnseen(pair.key)}`}
            loading={busyId === pair.id}
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            onClick={() => onRestore(pair)}
          >
            Restore
          </Button>
          <ActionIcon
            aria-label={`Delete ${markUnseen(pair.key)} permanently`}
            data-hint="Delete permanently"
            onClick={() => onPurge(pair)}
          >
            <IconTrashX size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}
