import { memo } from 'react';
import classes from './PairTableBodyRow.module.css';
import { PAIR_TABLE_COLUMNS, type PairTableRow } from './pair-table.columns.tsx';

interface PairTableBodyRowProps {
  row: PairTableRow;
}

/** Scrolling creates new row objects with the same content. */
function isSame({ row: before }: PairTableBodyRowProps, { row: after }: PairTableBodyRowProps) {
  return (Object.keys(after) as (keyof PairTableRow)[]).every((name) => before[name] === after[name]);
}

export const PairTableBodyRow = memo(function PairTableBodyRow({ row }: PairTableBodyRowProps) {
  const { index, pair, isOpen, isMarked, isPending } = row;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: on small screens rows are no longer displayed as a table.
    <tr
      role="row"
      className={classes.row}
      // The head is row 1.
      aria-rowindex={index + 2}
      data-index={index}
      data-open={isOpen || undefined}
      data-marked={isMarked || undefined}
      data-pending={isPending || undefined}
      aria-busy={!pair || isPending || undefined}
    >
      {PAIR_TABLE_COLUMNS.map(({ id, cell }) => (
        <td key={id} role="cell" data-column={id}>
          {cell(row)}
        </td>
      ))}
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}, isSame);
