import { Button, type ButtonProps, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { announce } from '#ui/shared/announce.ts';
import classes from './GuardedButton.module.css';

interface GuardedButtonProps extends ButtonProps {
  /** Why it cannot be pressed now, as a sentence; undefined if it can. */
  obstacle: string | undefined;
  /** The hint while it can be pressed, for example its keys. */
  hint?: string;
  /** The keys that do the same, shown beside the label. */
  keys?: string;
  /** For use in a form. */
  type?: 'submit';
  onClick?: () => void;
  children: ReactNode;
}

/** A button that says why it is disabled. It stays in the tab order, which a `disabled` one would leave. */
export function GuardedButton({ obstacle, hint, keys, onClick, children, ...props }: GuardedButtonProps) {
  const id = useId();
  const isDisabled = obstacle !== undefined;
  const description = obstacle ?? hint;
  return (
    <>
      <Button
        {...props}
        rightSection={
          keys && (
            <span className={classes.keys} aria-hidden>
              {keys}
            </span>
          )
        }
        className={classes.button}
        data-hint={description}
        data-disabled={isDisabled || undefined}
        aria-disabled={isDisabled || undefined}
        aria-describedby={description === undefined ? undefined : id}
        onClick={isDisabled ? () => announce(obstacle) : onClick}
      >
        {children}
      </Button>
      {description !== undefined && <VisuallyHidden id={id}>{description}</VisuallyHidden>}
    </>
  );
}
