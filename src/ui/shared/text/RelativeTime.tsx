import { useNow } from '#ui/shared/use-now.ts';
import { formatExact, formatRelative } from './format.ts';

/**
 * Properties that give an element the exact time as its hint, once that is asked for: a list shows many times, and
 * formatting the first takes a while.
 */
export const exactTimeHint = (iso: string, by?: string) => ({
  onPointerOver: ({ currentTarget }: { currentTarget: HTMLElement }) => {
    currentTarget.dataset.hint = by ? `${formatExact(iso)} by ${by}` : formatExact(iso);
  },
});

interface RelativeTimeProps {
  iso: string;
  /** Who did it; named in the hint. */
  by?: string;
  className?: string;
}

/** "2 min ago", with the exact time and the person in the hint. */
export function RelativeTime({ iso, by, className }: RelativeTimeProps) {
  const now = useNow();
  return (
    <time dateTime={iso} className={className} {...exactTimeHint(iso, by)}>
      {formatRelative(iso, Math.max(now, Date.parse(iso)))}
    </time>
  );
}
