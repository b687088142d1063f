import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface EmptyStateProps {
  /** Above the title. */
  drawing?: ReactNode;
  title: ReactNode;
  /** What it means, and what can be done. */
  children: ReactNode;
}

/** In place of rows when there are none. */
export function EmptyState({ drawing, title, children }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      {drawing}
      <Title order={2} className={classes.title}>
        {title}
      </Title>
      {children}
    </div>
  );
}
