import { useMediaQuery } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { readStored, writeStored } from '#ui/shared/stored.ts';
import classes from './SplitView.module.css';

const STORAGE_KEY = 'kv-list-share';
const MIN = 25;
const MAX = 70;
const DEFAULT = 42;
const STEP = 2;

const clamp = (share: number) => Math.min(MAX, Math.max(MIN, Math.round(share * 10) / 10));

function readShare(): number {
  const stored = Number.parseFloat(readStored(STORAGE_KEY) ?? '');
  return Number.isFinite(stored) ? clamp(stored) : DEFAULT;
}

interface SplitViewProps {
  /** Stays mounted, with its scroll position, even while covered. */
  main: ReactNode;
  /** Beside `main`, or over it if there is no room for both; null to show only `main`. */
  side: ReactNode | null;
  sideLabel: string;
  dividerLabel: string;
}

/** Two panes with a divider for pointer and keyboard, whose position is stored in this browser. */
export function SplitView({ main, side, sideLabel, dividerLabel }: SplitViewProps) {
  const [share, setShare] = useState(readShare);
  const root = useRef<HTMLDivElement>(null);
  const sidePane = useRef<HTMLElement>(null);
  const isNarrow = useMediaQuery('(max-width: 56.25em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const isOpen = side !== null;
  const isCovered = isOpen && isNarrow;

  useEffect(() => {
    root.current?.style.setProperty('--split-share', `${share}%`);
    writeStored(STORAGE_KEY, String(share));
  }, [share]);

  // The focused element is covered now, unless it is in a dialog of the pane, and only the window has become narrow.
  const wasOpen = useRef(false);
  useEffect(() => {
    const focused = document.activeElement;
    const isInDialog = wasOpen.current && focused?.closest('[role=dialog], [role=alertdialog]') != null;
    wasOpen.current = isOpen;
    if (isCovered && !isInDialog && !sidePane.current?.contains(focused)) sidePane.current?.focus();
  }, [isCovered, isOpen]);

  function followPointer(event: PointerEvent<HTMLDivElement>) {
    const box = root.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    setShare(clamp(((event.clientX - box.left) / box.width) * 100));
  }

  function moveByKey(event: KeyboardEvent<HTMLDivElement>) {
    const next = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: MIN, End: MAX, Enter: DEFAULT }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setShare(clamp(next));
  }

  return (
    <div ref={root} className={classes.root} data-open={isOpen || undefined}>
      <div className={classes.main} inert={isCovered}>
        {main}
      </div>
      {isOpen && (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged. */}
          <div
            className={classes.divider}
            role="separator"
            aria-label={dividerLabel}
            aria-orientation="vertical"
            aria-valuemin={MIN}
            aria-valuemax={MAX}
            aria-valuenow={share}
            aria-valuetext={`${Math.round(share)} percent`}
            tabIndex={0}
            title="Drag, or use the arrow keys. Double click resets."
            onKeyDown={moveByKey}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={followPointer}
            onDoubleClick={() => setShare(DEFAULT)}
          />
          <section ref={sidePane} className={classes.side} aria-label={sideLabel} tabIndex={-1} data-side-pane>
            {side}
          </section>
        </>
      )}
    </div>
  );
}
