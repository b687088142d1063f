import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import table from '#ui/shared/page/Table.module.css';
import classes from './KeyTable.module.css';

interface KeyTableProps {
  name: string;
  /** The names of the columns by their `data-column`; those who listen hear the empty one as "Actions". */
  columns: Readonly<Record<string, string>>;
  /** The rows. */
  children: ReactNode;
}

/** A table that becomes a list where it is narrow; a cell's `data-label` then stands before it. */
export function KeyTable({ name, columns, children }: KeyTableProps) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: on small screens rows are no longer displayed as a table.
    <table role="table" aria-label={name} className={`${table.table} ${classes.table}`}>
      <thead role="rowgroup">
        <tr role="row">
          {Object.entries(columns).map(([column, head]) => (
            <th key={column} role="columnheader" scope="col" data-column={column}>
              {head || <VisuallyHidden>Actions</VisuallyHidden>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

/** Marks the row of the person who looks. */
export function OwnBadge({ children }: { children: string }) {
  return <span className={classes.badge}>{children}</span>;
}
