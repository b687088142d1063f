import { useIsReachable } from '#ui/shared/connection.ts';
import { useSlowRequests } from '#ui/shared/slow-requests.ts';
import classes from './SlowRequestNotice.module.css';

/** Says that a request has been waiting for a while. Part of the first download, because later ones may not arrive. */
export function SlowRequestNotice() {
  const { writes, others } = useSlowRequests();
  const isReachable = useIsReachable();
  return (
    <div role="status" className={classes.place}>
      {writes > 0 ? (
        <p className={classes.notice} data-warning>
          <strong>Not saved yet.</strong> The server has not confirmed your change. Still waiting…
        </p>
      ) : (
        // If the server is unreachable, the banner says so.
        others > 0 && isReachable && <p className={classes.notice}>Still waiting for the server…</p>
      )}
    </div>
  );
}
