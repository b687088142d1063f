import { formatBytes } from '#ui/shared/text/format.ts';
import classes from './HistoryUsage.module.css';

interface HistoryUsageProps {
  bytes: number;
  limit: number;
}

/** How much room earlier versions and deleted pairs take, and what becomes of them when it is full. */
export function HistoryUsage({ bytes, limit }: HistoryUsageProps) {
  return (
    <p className={classes.usage}>
      Deleted pairs and earlier versions use <span translate="no">{formatBytes(bytes)}</span> of{' '}
      <span translate="no">{formatBytes(limit)}</span>. When that is full, the oldest versions are removed first, then
      the pairs deleted first.
    </p>
  );
}
