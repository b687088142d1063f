import { useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { listSearchText } from '#contract/page/list-search.ts';
import { pairPath } from '#contract/page/pair-path.ts';
import type { PairSummary, SortColumn } from '#contract/page/pair-row.ts';
import { useMarks } from '#ui/live/live.ts';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';
import { focusInDialog, focusWithin, holdTyping, releaseTyping } from '#ui/shared/keys/typed-ahead.ts';
import { lazyDialog } from '#ui/shared/load/lazy-dialog.tsx';
import shared from '#ui/shared/page/Table.module.css';
import { usePairActions } from '../../actions/pair-actions-context.ts';
import type { PairRows } from '../use-pair-rows.ts';
import classes from './PairTable.module.css';
import { PairTableBodyRow } from './PairTableBodyRow.tsx';
import { PairTableHead } from './PairTableHead.tsx';
import { MENU_BUTTON, type PairTableRow } from './pair-table.columns.tsx';
import { useRowAnchor } from './use-row-anchor.ts';
import { useRowFocus } from './use-row-focus.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

const PairRowMenu = lazyDialog('the menu', async () => (await import('./PairRowMenu.tsx')).PairRowMenu);

const HEAD_HEIGHT = 32;
const ROW_HEIGHT = 36;
/** Two lines, on a phone and beside an open pair. */
const TALL_ROW_HEIGHT = 56;

export interface PairTableHandle {
  readonly activeIndex: number;
  focusRow: (index: number) => void;
  scrollToRow: (index: number) => void;
}

interface PairTableProps {
  ref: Ref<PairTableHandle>;
  rows: PairRows;
  count: number;
  openKey: string | null;
  onSort: (sort: SortColumn, direction: 'asc' | 'desc') => void;
}

/** The pairs as a table. Only the rows on the screen are in the document. */
export function PairTable({ ref, rows, count, openKey, onSort }: PairTableProps) {
  const { shown } = rows;
  const marks = useMarks();
  const page = usePairActions();
  const queryClient = useQueryClient();
  const scroller = useRef<HTMLDivElement>(null);
  const isPhone = useMediaQuery('(max-width: 36em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const isTall = isPhone || openKey !== null;
  const rowHeight = isTall ? TALL_ROW_HEIGHT : ROW_HEIGHT;
  const view = useVirtualRows({ count, rowHeight, headHeight: HEAD_HEIGHT, scroller });
  const { indexes, firstVisible, rowsPerScreen, scrollToRow } = view;
  const focus = useRowFocus({
    ...{ count, indexes, firstVisible, rowsPerScreen, scrollToRow, scroller },
    isPairOpen: openKey !== null,
    idAt: (index) => rows.at(index)?.id,
    indexOfId: (id) => rows.indexOf((pair) => pair.id === id),
  });
  const { activeIndex, focusRow, tabbableIndex } = focus;
  useImperativeHandle(ref, () => ({ activeIndex, focusRow, scrollToRow }));
  useRowAnchor({ rows, view, activeIndex, isHeld: focus.hasFocus, scroller });

  /** Call it when the focus or the pointer leaves the rows. */
  function releaseRows() {
    if (!focus.hasFocus() && !scroller.current?.matches(':hover')) view.releaseRows();
  }

  const [first = 0, last = 0] = [indexes[0], indexes.at(-1)];
  const { onVisible } = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: called when the rows change, not for every new function.
  useEffect(() => onVisible(first, last), [first, last, count]);

  const { scrollToTop } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows start at the top; nothing else does.
  useLayoutEffect(scrollToTop, [shown]);

  const listSearch = listSearchText(shown);
  const visibleRows: PairTableRow[] = indexes.map((index) => {
    const pair = rows.at(index);
    return {
      index,
      pair,
      href: pair ? pairPath(pair.key) + listSearch : '',
      search: shown.search,
      isOpen: pair !== undefined && pair.key === openKey,
      isMarked: pair !== undefined && marks.get(pair.id) === pair.version,
      isPending: pair !== undefined && rows.isPending(pair),
      isTabbable: index === tabbableIndex,
    };
  });
  // While pages are being refreshed a pair may be on two of them; then the row identifies itself.
  const rowKey = ({ index, pair }: PairTableRow, position: number) =>
    pair && visibleRows.findIndex((other) => other.pair?.id === pair.id) === position ? pair.id : `row-${index}`;

  /** `opener` has the focus again when the menu is closed. */
  const [menu, setMenu] = useState<{ pair: PairSummary; x: number; y: number; opener: 'button' | 'row' } | null>(null);
  function openMenu(opened: typeof menu) {
    holdTyping({ findFocused: focusWithin('[role=menu]'), onCancel: () => setMenu(null) });
    setMenu(opened);
  }
  const pairOf = (target: EventTarget) => {
    const row = (target as Element).closest<HTMLElement>('[data-index]');
    return row ? rows.at(Number(row.dataset.index)) : undefined;
  };

  function onClick(event: MouseEvent) {
    const pair = pairOf(event.target);
    if (!pair) return;
    const button = (event.target as Element).closest(`[${MENU_BUTTON}]`);
    if (button) {
      const { right, bottom } = button.getBoundingClientRect();
      // At the very edge of a phone the anchor would count as off the screen, and so would the menu.
      openMenu({ pair, x: right - 1, y: bottom, opener: 'button' });
      return;
    }
    // Leave these to the browser: a new tab, a new window, selecting text.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (window.getSelection()?.isCollapsed === false && !(event.target as Element).closest('a')) return;
    event.preventDefault();
    page.open(pair.key);
  }

  function onContextMenu(event: MouseEvent) {
    const pair = pairOf(event.target);
    // With selected text, people want the menu of the browser.
    if (!pair || window.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    openMenu({ pair, x: event.clientX, y: event.clientY, opener: 'row' });
  }

  function onKeyDown(event: KeyboardEvent) {
    focus.handlers.onKeyDown(event);
    const { ctrlKey, metaKey, altKey, shiftKey } = event;
    const key = IS_MAC && event.key === 'Backspace' ? 'Delete' : event.key;
    const pair = pairOf(event.target);
    if (!pair || ctrlKey || metaKey || altKey || shiftKey || !/^(Delete|F\d+)$/.test(key)) return;
    // Or it would count for the open pair too.
    if (key === 'Delete' || key === 'F2') event.preventDefault();
    holdTyping({ findFocused: focusInDialog });
    import('../../actions/pair-actions.ts').then(
      ({ runActionOfKey, toActionPair }) => {
        if (!runActionOfKey(key, toActionPair(pair, queryClient), page)) releaseTyping();
      },
      () => releaseTyping(),
    );
  }

  function closeMenu() {
    const button = scroller.current?.querySelector<HTMLElement>(`[${MENU_BUTTON}="${menu?.pair.id}"]`);
    const opener = menu?.opener === 'row' ? button?.closest('tr')?.querySelector('a') : button;
    setMenu(null);
    opener?.focus({ preventScroll: true });
  }

  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: on small screens rows are no longer displayed as a table.
    // biome-ignore lint/a11y/noStaticElementInteractions: links and buttons in the rows do the same by keyboard.
    <div
      ref={scroller}
      className={classes.scroller}
      tabIndex={-1}
      {...focus.handlers}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        focus.handlers.onBlur(event);
        releaseRows();
      }}
      onPointerLeave={releaseRows}
      onClick={onClick}
      onContextMenu={onContextMenu}
    >
      <div className={classes.sizer} style={{ height: HEAD_HEIGHT + view.height }}>
        <table
          role="table"
          aria-label="Pairs"
          aria-rowcount={count + 1}
          aria-busy={rows.isSwitching || undefined}
          data-tall={isTall || undefined}
          className={`${shared.table} ${classes.table}`}
          style={{ top: view.top }}
        >
          <PairTableHead sort={shown.sort} direction={shown.direction} onSort={onSort} />
          <tbody role="rowgroup">
            {view.roomAbove > 0 && <tr aria-hidden style={{ height: view.roomAbove }} />}
            {visibleRows.map((row, position) => (
              <PairTableBodyRow key={rowKey(row, position)} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {menu && <PairRowMenu pair={menu.pair} x={menu.x} y={menu.y} onClose={closeMenu} />}
    </div>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}
