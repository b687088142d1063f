import type { ReactNode } from 'react';
import classes from './PageHeader.module.css';

interface PageHeaderProps {
  title: string;
  /** The bar that a phone shows above the page has the same title. */
  isInBar?: boolean;
  /** The one thing to do from here, at the end. */
  action: ReactNode;
  /** Beside the title. */
  children?: ReactNode;
}

export function PageHeader({ title, isInBar = false, action, children }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <h1 className={classes.title} data-in-bar={isInBar || undefined}>
        {title}
      </h1>
      {children}
      <div className={classes.action}>{action}</div>
    </header>
  );
}
