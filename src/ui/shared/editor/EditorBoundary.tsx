import { Button, Stack, Text } from '@mantine/core';
import { Component, type ReactNode, Suspense } from 'react';
import classes from './EditorBoundary.module.css';

interface EditorBoundaryProps {
  children: ReactNode;
}

/** Says that the editor is on its way, or that it did not come. Until it is there nothing can be typed or lost. */
export class EditorBoundary extends Component<EditorBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (this.state.hasFailed) {
      return (
        <Stack className={classes.notice} role="alert" gap="sm">
          <Text size="sm">
            The editor could not be loaded. Nothing was changed. Check the connection, then try again.
          </Text>
          <Button size="xs" variant="default" onClick={() => this.setState({ hasFailed: false })}>
            Try again
          </Button>
        </Stack>
      );
    }
    return (
      <Suspense
        fallback={
          <Text className={classes.notice} role="status" size="sm">
            Loading the editor…
          </Text>
        }
      >
        {this.props.children}
      </Suspense>
    );
  }
}
