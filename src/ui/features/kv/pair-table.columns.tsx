import { IconDots } from '@tabler/icons-react';
import { createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table';
import { formatBytes } from '#ui/shared/format.ts';
import { RelativeTime } from '#ui/shared/RelativeTime.tsx';
import { TypeBadge } from '#ui/shared/TypeBadge.tsx';
import { KeyText } from './KeyText.tsx';
import { visibleText } from './key-text.ts';
import type { PairSummary } from './kv.queries.ts';
import classes from './PairTableCells.module.css';

/** What one row shows. */
export interface PairTableRow {
  /** From 0, in the whole list. */
  readonly index: number;
  /** Undefined while its page is on the way. */
  readonly pair: PairSummary | undefined;
  readonly href: string;
  readonly search: string;
  readonly isOpen: boolean;
  /** Somebody else has just changed it. */
  readonly isMarked: boolean;
  /** In the tab order. */
  readonly isTabbable: boolean;
}

export const pairTableFeatures = tableFeatures({ rowSortingFeature });

const column = createColumnHelper<typeof pairTableFeatures, PairTableRow>();

/** The menu button and its row are found by these when a menu opens or closes. */
export const MENU_BUTTON = 'data-row-menu';

const Skeleton = () => <span className={classes.skeleton} aria-hidden />;

export const pairTableColumns = column.columns([
  column.accessor(({ pair }) => pair?.key, {
    id: 'key',
    header: 'Key',
    cell: ({ row: { original } }) =>
      original.pair ? (
        <a
          href={original.href}
          className={classes.link}
          aria-label={original.pair.key}
          aria-current={original.isOpen || undefined}
          tabIndex={original.isTabbable ? 0 : -1}
          draggable={false}
        >
          <KeyText text={original.pair.key} search={original.search} />
        </a>
      ) : (
        <Skeleton />
      ),
  }),
  column.display({
    id: 'value',
    header: 'Value',
    cell: ({ row: { original } }) =>
      original.pair ? <span className={classes.preview}>{visibleText(original.pair.preview)}</span> : <Skeleton />,
  }),
  column.accessor(({ pair }) => pair?.type, {
    id: 'type',
    header: 'Type',
    cell: ({ row: { original } }) => original.pair && <TypeBadge type={original.pair.type} />,
  }),
  column.accessor(({ pair }) => pair?.size, {
    id: 'size',
    header: 'Size',
    sortDescFirst: true,
    cell: ({ row: { original } }) => original.pair && formatBytes(original.pair.size),
  }),
  column.accessor(({ pair }) => pair?.updated, {
    id: 'updated',
    header: 'Updated',
    sortDescFirst: true,
    cell: ({ row: { original } }) =>
      original.pair && <RelativeTime iso={original.pair.updated} by={original.pair.updated_by} />,
  }),
  column.display({
    id: 'menu',
    header: '',
    cell: ({ row: { original } }) =>
      original.pair && (
        <button
          type="button"
          className={classes.menuButton}
          aria-label={`Actions for ${original.pair.key}`}
          aria-haspopup="menu"
          tabIndex={original.isTabbable ? 0 : -1}
          {...{ [MENU_BUTTON]: original.pair.id }}
        >
          <IconDots size={16} aria-hidden />
        </button>
      ),
  }),
]);
