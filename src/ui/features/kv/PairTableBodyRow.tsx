import { FlexRender, type Row } from '@tanstack/react-table';
import { memo } from 'react';
import classes from './PairTable.module.css';
import type { PairTableRow, pairTableFeatures } from './pair-table.columns.tsx';

interface PairTableBodyRowProps {
  row: Row<typeof pairTableFeatures, PairTableRow>;
}

/** The table makes new rows while scrolling; what they show is the same. */
function isSame(
  { row: { original: before } }: PairTableBodyRowProps,
  { row: { original: after } }: PairTableBodyRowProps,
) {
  return (Object.keys(after) as (keyof PairTableRow)[]).every((name) => before[name] === after[name]);
}

export const PairTableBodyRow = memo(function PairTableBodyRow({ row }: PairTableBodyRowProps) {
  const { index, pair, isOpen, isMarked } = row.original;
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
      aria-busy={pair ? undefined : true}
    >
      {row.getAllCells().map((cell) => (
        <td key={cell.id} role="cell" data-column={cell.column.id}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}, isSame);
