import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useIsReachable } from '#ui/shared/connection.ts';
import classes from './ConnectionBanner.module.css';

const RETRY_MS = 3_000;

/** Says that the server does not answer, as long as that lasts. */
export function ConnectionBanner() {
  const isReachable = useIsReachable();
  const queryClient = useQueryClient();

  useEffect(() => {
    if (isReachable) return;
    const timer = setInterval(() => void queryClient.refetchQueries({ type: 'active' }), RETRY_MS);
    return () => {
      clearInterval(timer);
      // The server answers again, so refetch everything that failed.
      void queryClient.refetchQueries({ type: 'active', predicate: (query) => query.state.status === 'error' });
    };
  }, [isReachable, queryClient]);

  return (
    <div role="status">
      {!isReachable && (
        <div className={classes.banner}>
          <IconPlugConnectedX size={16} aria-hidden className={classes.icon} />
          <span className={classes.text}>
            <strong>The server does not answer.</strong> What you see may be out of date. Your unsaved text is safe
            here. Trying again…
          </span>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void queryClient.refetchQueries({ type: 'active' })}
          >
            Try now
          </Button>
        </div>
      )}
    </div>
  );
}
