import { Button } from '@mantine/core';
import { Component, type ReactNode, Suspense } from 'react';
import { releaseTyping } from '#ui/shared/keys/typed-ahead.ts';
import classes from './LoadBoundary.module.css';

interface LoadBoundaryProps {
  /** The part that is loaded, as it reads in a sentence: "the editor". */
  name: string;
  /** Called before loading again. */
  onRetry: () => void;
  /** For dialogs: the message appears over the page too, and can be closed. */
  onClose?: () => void;
  /** Shown while it loads, with the words only for those who do not see it. */
  preview?: ReactNode;
  children: ReactNode;
}

/**
 * Says that a part of the page is loading, or that it could not be shown; the rest of the page stays as it is. Why it
 * failed is not known here, so nothing is said about the data of the part.
 */
export class LoadBoundary extends Component<LoadBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch() {
    // The field for which typed text is held will not come.
    releaseTyping();
  }

  override render() {
    const { name, onRetry, onClose, preview, children } = this.props;
    const place = onClose ? classes.over : classes.notice;
    if (this.state.hasFailed) {
      return (
        <div className={place} role="alert">
          <p className={classes.words}>
            <span>{name.charAt(0).toUpperCase() + name.slice(1)}</span> could not be shown. What you saved is saved, and
            unsaved text is kept as a draft. Try again, or reload the page.
          </p>
          <div className={classes.buttons}>
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                onRetry();
                this.setState({ hasFailed: false });
              }}
            >
              Try again
            </Button>
            <Button size="xs" variant="default" onClick={() => window.location.reload()}>
              Reload
            </Button>
            {onClose && (
              <Button size="xs" variant="default" onClick={onClose}>
                Close
              </Button>
            )}
          </div>
        </div>
      );
    }
    return (
      <Suspense
        fallback={
          <>
            <p className={preview ? classes.unseen : place} role="status" data-loading>
              Loading {name}…
            </p>
            {preview}
          </>
        }
      >
        {children}
      </Suspense>
    );
  }
}
