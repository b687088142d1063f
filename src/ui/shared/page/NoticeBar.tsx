import type { ReactNode } from 'react';
import classes from './NoticeBar.module.css';

interface NoticeBarProps {
  /** `warning`: something happened to the pair that is being edited. */
  tone: 'accent' | 'warning';
  icon: ReactNode;
  /** The actions. */
  buttons: ReactNode;
  children: ReactNode;
}

/** A line above the editor that says what happened, with buttons to act on it. It never moves the focus. */
export function NoticeBar({ tone, icon, buttons, children }: NoticeBarProps) {
  return (
    <div className={classes.bar} data-tone={tone} role="status">
      <span className={classes.icon}>{icon}</span>
      <span className={classes.words}>{children}</span>
      <div className={classes.buttons}>{buttons}</div>
    </div>
  );
}
