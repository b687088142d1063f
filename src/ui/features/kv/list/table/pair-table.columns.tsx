import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PairListState } from '#contract/page/list-search.ts';
import type { PairSummary, SortColumn } from '#contract/page/pair-row.ts';
import table from '#ui/shared/page/Table.module.css';
import { formatBytes } from '#ui/shared/text/format.ts';
import { exactTimeHint, RelativeTime } from '#ui/shared/text/RelativeTime.tsx';
import { TypeBadge } from '#ui/shared/text/TypeBadge.tsx';
import { KeyText } from '../../words/KeyText.tsx';
import { markUnseen } from '../../words/unseen.ts';
import classes from './pair-table.columns.module.css';
import { ValueShape } from './ValueShape.tsx';

/** The content of a row. */
export interface PairTableRow {
  /** From 0, in the whole list. */
  readonly index: number;
  /** Undefined until its page is loaded. */
  readonly pair: PairSummary | undefined;
  readonly href: string;
  readonly search: string;
  readonly isOpen: boolean;
  /** Someone else has just changed it. */
  readonly isMarked: boolean;
  /** It shows a change that the server has not confirmed. */
  readonly isPending: boolean;
  /** Whether it is in the tab order. */
  readonly isTabbable: boolean;
}

/** `sortsFirst` is the sort direction of the first click. */
type PairTableColumn = {
  /** Empty for the column of menus, whose name is only for screen readers. */
  readonly name: string;
  readonly cell: (row: PairTableRow) => ReactNode;
} & (
  | { readonly id: SortColumn; readonly sortsFirst: PairListState['direction'] }
  | { readonly id: 'value' | 'menu'; readonly sortsFirst?: undefined }
);

/** Identifies the menu button and its row when a menu opens or closes. */
export const MENU_BUTTON = 'data-row-menu';

const Skeleton = () => <span className={classes.skeleton} aria-hidden />;

export const PAIR_TABLE_COLUMNS: readonly PairTableColumn[] = [
  {
    id: 'key',
    name: 'Key',
    sortsFirst: 'asc',
    cell: ({ pair, href, search, isOpen, isTabbable }) =>
      pair ? (
        <a
          href={href}
          className={table.key}
          aria-label={markUnseen(pair.key)}
          aria-current={isOpen || undefined}
          tabIndex={isTabbable ? 0 : -1}
          draggable={false}
        >
          <KeyText text={pair.key} search={search} />
        </a>
      ) : (
        <Skeleton />
      ),
  },
  {
    id: 'value',
    name: 'Value',
    cell: ({ pair }) => (pair ? <ValueShape preview={pair.preview} type={pair.type} /> : <Skeleton />),
  },
  {
    id: 'type',
    name: 'Type',
    sortsFirst: 'asc',
    cell: ({ pair }) => pair && <TypeBadge type={pair.type} />,
  },
  {
    id: 'size',
    name: 'Size',
    sortsFirst: 'desc',
    cell: ({ pair }) => pair && formatBytes(pair.size),
  },
  {
    id: 'created_by',
    name: 'Created by',
    sortsFirst: 'asc',
    cell: ({ pair }) =>
      pair && (
        <span translate="no" {...exactTimeHint(pair.created)}>
          {pair.created_by ?? '–'}
        </span>
      ),
  },
  {
    id: 'updated',
    name: 'Updated',
    sortsFirst: 'desc',
    cell: ({ pair }) => pair && <RelativeTime iso={pair.updated} by={pair.updated_by} />,
  },
  {
    id: 'menu',
    name: '',
    cell: ({ pair, isTabbable }) =>
      pair && (
        <button
          type="button"
          className={classes.menuButton}
          aria-label={`Actions for ${markUnseen(pair.key)}`}
          aria-haspopup="menu"
          tabIndex={isTabbable ? 0 : -1}
          {...{ [MENU_BUTTON]: pair.id }}
        >
          <IconDots size={16} aria-hidden />
        </button>
      ),
  },
];
