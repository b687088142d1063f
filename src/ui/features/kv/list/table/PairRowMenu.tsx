import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { PairSummary } from '#contract/page/pair-row.ts';
import { PairActionItems } from '../../actions/PairActionItems.tsx';
import { toActionPair } from '../../actions/pair-actions.ts';
import { markUnseen } from '../../words/unseen.ts';
import classes from './PairRowMenu.module.css';

interface PairRowMenuProps {
  pair: PairSummary;
  /** The position in the window, in pixels. */
  x: number;
  y: number;
  /** Returns the focus to the row, where the chosen action takes it from and returns it to. */
  onClose: () => void;
}

/** The actions for a row. One menu serves the whole table, because scrolling passes hundreds of rows. */
export function PairRowMenu({ pair, x, y, onClose }: PairRowMenuProps) {
  const queryClient = useQueryClient();
  return (
    // At the very edge of a phone the anchor counts as scrolled out of sight, which would hide the menu.
    <Menu opened onClose={onClose} position="bottom-end" returnFocus={false} width={208} hideDetached={false}>
      {/* Only an anchor; the button is in the row. */}
      <Menu.Target>
        <span aria-hidden className={classes.anchor} style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Actions for ${markUnseen(pair.key)}`}>
        <PairActionItems pair={toActionPair(pair, queryClient)} onClose={onClose} />
      </Menu.Dropdown>
    </Menu>
  );
}
