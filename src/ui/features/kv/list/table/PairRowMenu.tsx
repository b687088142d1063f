import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { PairActionItems } from '../../actions/PairActionItems.tsx';
import { toActionPair } from '../../actions/pair-actions.ts';
import type { PairSummary } from '../../data/pair-row.ts';
import classes from './PairRowMenu.module.css';

interface PairRowMenuProps {
  pair: PairSummary;
  /** Where it opens, in pixels of the window. */
  x: number;
  y: number;
  /** Gives the focus back to the row; what was asked for may take it from there, and give it back. */
  onClose: () => void;
}

/** What can be done with a row. One menu for the whole table: hundreds of rows pass by while scrolling. */
export function PairRowMenu({ pair, x, y, onClose }: PairRowMenuProps) {
  const queryClient = useQueryClient();
  return (
    // At the very edge of a phone its place counts as scrolled out of sight, and the menu would be hidden.
    <Menu opened onClose={onClose} position="bottom-end" returnFocus={false} width={208} hideDetached={false}>
      {/* A place only: the button that people press is in the row. */}
      <Menu.Target>
        <span aria-hidden className={classes.anchor} style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Actions for ${pair.key}`}>
        <PairActionItems pair={toActionPair(pair, queryClient)} onClose={onClose} />
      </Menu.Dropdown>
    </Menu>
  );
}
