import { formatBytes } from '#ui/shared/text/format.ts';
import classes from './ValueSize.module.css';

interface ValueSizeProps {
  sizeBytes: number;
  limitBytes: number;
}

/** The size of the value as it would be stored, and the limit. */
export function ValueSize({ sizeBytes, limitBytes }: ValueSizeProps) {
  const excess = sizeBytes - limitBytes;
  return (
    <span className={classes.size} data-over={excess > 0 || undefined}>
      {formatBytes(sizeBytes)} of {formatBytes(limitBytes)}
      {excess > 0 && `, ${formatBytes(excess)} over the limit`}
    </span>
  );
}
