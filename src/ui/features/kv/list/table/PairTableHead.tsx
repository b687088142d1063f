import { VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { PairListState } from '#contract/page/list-search.ts';
import type { SortColumn } from '#contract/page/pair-row.ts';
import classes from './PairTableHead.module.css';
import { PAIR_TABLE_COLUMNS } from './pair-table.columns.tsx';

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;
const OPPOSITE = { asc: 'desc', desc: 'asc' } as const;

interface PairTableHeadProps {
  sort: SortColumn;
  direction: PairListState['direction'];
  onSort: (sort: SortColumn, direction: PairListState['direction']) => void;
}

/** Column names; those that can be sorted by are buttons. */
export function PairTableHead({ sort, direction, onSort }: PairTableHeadProps) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: on small screens rows are no longer displayed as a table.
    <thead role="rowgroup" className={classes.head}>
      <tr role="row" aria-rowindex={1}>
        {PAIR_TABLE_COLUMNS.map(({ id, name, sortsFirst }) => {
          const isSorted = id === sort;
          const Arrow = isSorted && direction === 'desc' ? IconArrowDown : IconArrowUp;
          return (
            <th
              key={id}
              role="columnheader"
              scope="col"
              data-column={id}
              aria-sort={sortsFirst && (isSorted ? ARIA_SORT[direction] : 'none')}
            >
              {sortsFirst ? (
                <button
                  type="button"
                  className={classes.sort}
                  data-sorted={isSorted ? direction : undefined}
                  onClick={() => onSort(id, isSorted ? OPPOSITE[direction] : sortsFirst)}
                >
                  {name}
                  <Arrow size={12} stroke={2.2} aria-hidden className={classes.arrow} />
                </button>
              ) : (
                name || <VisuallyHidden>Actions</VisuallyHidden>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}
