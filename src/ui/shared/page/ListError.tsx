import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { KvError } from '#contract/errors.ts';
import classes from './ListError.module.css';

interface ListErrorProps {
  error: KvError;
  /** Says what failed. */
  title: string;
  isRetrying: boolean;
  onRetry: () => void;
}

/** Shown above the rows, which stay. */
export function ListError({ error, title, isRetrying, onRetry }: ListErrorProps) {
  const [words, setWords] = useState('');

  // Loaded on demand: failures are rare, and the first list should not wait for their words. The title says enough.
  useEffect(() => {
    let isLatest = true;
    import('#ui/shared/text/describe-error.ts').then(
      ({ describeError }) => {
        const described = describeError(error);
        if (isLatest) setWords(`${described.title}. ${described.message}`);
      },
      () => undefined,
    );
    return () => {
      isLatest = false;
    };
  }, [error]);

  return (
    <div role="alert" className={classes.error}>
      <IconAlertTriangle size={16} aria-hidden className={classes.icon} />
      <span className={classes.text}>
        <strong>{title}.</strong> {words}
      </span>
      <Button size="compact-xs" variant="default" loading={isRetrying} onClick={onRetry}>
        Retry
      </Button>
    </div>
  );
}
