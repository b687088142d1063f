import { Button, Stack, Text } from '@mantine/core';
import { Component, type ReactNode, Suspense } from 'react';
import classes from './LoadBoundary.module.css';

interface LoadBoundaryProps {
  /** The part that is loaded, as it reads in a sentence: "the editor". */
  name: string;
  /** Called before loading again. */
  onRetry: () => void;
  children: ReactNode;
}

/** Says that a part of the page is loading or could not be loaded; the rest of the page stays usable. */
export class LoadBoundary extends Component<LoadBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    const { name, onRetry, children } = this.props;
    if (this.state.hasFailed) {
      return (
        <Stack className={classes.notice} role="alert" gap="sm">
          <Text size="sm">
            {name.charAt(0).toUpperCase()}
            {name.slice(1)} could not be loaded. Check the connection, then try again.
          </Text>
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
        </Stack>
      );
    }
    return (
      <Suspense
        fallback={
          <Text className={classes.notice} role="status" size="sm">
            Loading {name}…
          </Text>
        }
      >
        {children}
      </Suspense>
    );
  }
}
