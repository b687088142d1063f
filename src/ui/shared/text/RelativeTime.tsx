import { useNow } from '#ui/shared/use-now.ts';
import { formatExact, formatRelative } from './format.ts';

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
    <time dateTime={iso} className={className} data-hint={by ? `${formatExact(iso)} by ${by}` : formatExact(iso)}>
      {formatRelative(iso, Math.max(now, Date.parse(iso)))}
    </time>
  );
}
