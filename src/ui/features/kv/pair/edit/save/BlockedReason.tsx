import classes from './BlockedReason.module.css';
import type { BlockedSave } from './use-blocked-save.ts';

interface BlockedReasonProps {
  blocked: BlockedSave | null;
  /** Why the draft cannot be saved now; another reason, or none, hides the earlier one. */
  obstacle: string | undefined;
}

/** Why Save did nothing. It flashes with each press; screen readers have been told already. */
export function BlockedReason({ blocked, obstacle }: BlockedReasonProps) {
  if (blocked === null || blocked.reason !== obstacle) return null;
  return (
    <span key={blocked.id} className={classes.reason}>
      {blocked.reason}
    </span>
  );
}
