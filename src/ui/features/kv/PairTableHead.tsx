import { VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Header } from '@tanstack/react-table';
import classes from './PairTable.module.css';
import type { PairTableRow, pairTableFeatures } from './pair-table.columns.tsx';

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

interface PairTableHeadProps {
  headers: readonly Header<typeof pairTableFeatures, PairTableRow, unknown>[];
}

/** Column names; those that can be sorted by are buttons. */
export function PairTableHead({ headers }: PairTableHeadProps) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: on small screens rows are no longer displayed as a table.
    <thead role="rowgroup" className={classes.head}>
      <tr role="row" aria-rowindex={1}>
        {headers.map(({ id, column }) => {
          const name = String(column.columnDef.header);
          const sorted = column.getIsSorted();
          const Arrow = sorted === 'desc' ? IconArrowDown : IconArrowUp;
          return (
            <th
              key={id}
              role="columnheader"
              scope="col"
              data-column={id}
              aria-sort={column.getCanSort() ? (sorted ? ARIA_SORT[sorted] : 'none') : undefined}
            >
              {column.getCanSort() ? (
                <button
                  type="button"
                  className={classes.sort}
                  data-sorted={sorted || undefined}
                  onClick={column.getToggleSortingHandler()}
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
