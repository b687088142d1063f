import type { Progress } from '../store/verification.ts';

/** Often enough to be seen moving. */
const EVERY_MS = 100;

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** One line that is overwritten, at a terminal only. */
export function createProgressLine(terminal: Terminal): { readonly show: Progress; readonly clear: () => void } {
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown = '';
  const show: Progress = (work, share) => {
    const now = performance.now();
    // A new kind of work is always shown: the first moment of it may be the last before it is long silent.
    if (terminal.isTTY !== true || (shown.startsWith(work) && now - shownAt < EVERY_MS)) return;
    shownAt = now;
    shown = share === undefined ? `${work} …` : `${work} ${Math.floor(share * 100)} %`;
    terminal.write(`\r\u001b[K${shown}`);
  };
  const clear = () => {
    if (shown !== '') terminal.write('\r\u001b[K');
    shown = '';
  };
  return { show, clear };
}
