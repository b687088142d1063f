import { Tooltip } from '@mantine/core';
import { formatExact, formatRelative } from './format.ts';
import { useNow } from './use-now.ts';

interface RelativeTimeProps {
  iso: string;
  /** Who did it; named in the tooltip. */
  by?: string;
  className?: string;
}

/** "2 min ago", with the exact time, and who, in the tooltip. */
export function RelativeTime({ iso, by, className }: RelativeTimeProps) {
  const now = useNow();
  return (
    <Tooltip label={by ? `${formatExact(iso)} by ${by}` : formatExact(iso)}>
      <time dateTime={iso} className={className}>
        {formatRelative(iso, Math.max(now, Date.parse(iso)))}
      </time>
    </Tooltip>
  );
}
