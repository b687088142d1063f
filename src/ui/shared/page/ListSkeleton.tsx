import { useDelayed } from '#ui/shared/load/use-delayed.ts';
import classes from './ListSkeleton.module.css';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Placeholder rows while the first rows load; a fast answer never shows it. */
export function ListSkeleton() {
  const isSlow = useDelayed(true);
  if (!isSlow) return null;
  return (
    <div className={classes.list} role="status" aria-label="Loading pairs">
      {ROWS.map((row) => (
        <div key={row} className={classes.row}>
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
