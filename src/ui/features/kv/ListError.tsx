import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { KvError } from '#contract/errors.ts';
import { describeError } from '#ui/shared/describe-error.ts';
import classes from './ListError.module.css';

interface ListErrorProps {
  error: KvError;
  /** What failed. */
  title: string;
  isRetrying: boolean;
  onRetry: () => void;
}

/** Over the rows, which stay. */
export function ListError({ error, title, isRetrying, onRetry }: ListErrorProps) {
  const described = describeError(error);
  return (
    <div role="alert" className={classes.error}>
      <IconAlertTriangle size={16} aria-hidden className={classes.icon} />
      <span className={classes.text}>
        <strong>{title}.</strong> {described.title}. {described.message}
      </span>
      <Button size="compact-xs" variant="default" loading={isRetrying} onClick={onRetry}>
        Retry
      </Button>
    </div>
  );
}
