import { formatBytes } from '#ui/shared/text/format.ts';
import classes from './ValueSize.module.css';

interface ValueSizeProps {
  sizeBytes: number;
  limitBytes: number;
}

/** What the value takes of what it may take, as it would be stored. */
export function ValueSize({ sizeBytes, limitBytes }: ValueSizeProps) {
  const excess = sizeBytes - limitBytes;
  return (
    <span className={classes.size} data-over={excess > 0 || undefined}>
      {formatBytes(sizeBytes)} of {formatBytes(limitBytes)}
      {excess > 0 && `, ${formatBytes(excess)} too much`}
    </span>
  );
}
