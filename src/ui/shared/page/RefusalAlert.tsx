import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';

interface RefusalAlertProps {
  title: string;
  message: ReactNode;
  /** The actions. */
  children?: ReactNode;
  onHide?: () => void;
}

/**
 * Says why a request was refused. It takes the focus, so that no one keeps typing in the belief that it worked, and
 * returns it when it goes.
 */
export function RefusalAlert({ title, message, children, onHide }: RefusalAlertProps) {
  const alert = useRef<HTMLDivElement>(null);
  // Give each refusal a new React key, so that the next one takes the focus again.
  useEffect(() => alert.current?.focus(), []);

  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      role="alert"
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={title}
      withCloseButton={onHide !== undefined}
      closeButtonLabel="Hide"
      onClose={onHide}
    >
      <ReturnFocus />
      <Text size="sm">{message}</Text>
      {children}
    </Alert>
  );
}
