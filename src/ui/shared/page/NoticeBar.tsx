import type { ReactNode } from 'react';
import classes from './NoticeBar.module.css';

interface NoticeBarProps {
  /** `warning`: something happened to what is being edited. */
  tone: 'accent' | 'warning';
  icon: ReactNode;
  /** What can be done about it. */
  buttons: ReactNode;
  children: ReactNode;
}

/** A line over the editor: what happened, and what can be done about it. It takes the focus from nobody. */
export function NoticeBar({ tone, icon, buttons, children }: NoticeBarProps) {
  return (
    <div className={classes.bar} data-tone={tone} role="status">
      <span className={classes.icon}>{icon}</span>
      <span className={classes.words}>{children}</span>
      <div className={classes.buttons}>{buttons}</div>
    </div>
  );
}
