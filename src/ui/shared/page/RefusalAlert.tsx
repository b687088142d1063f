import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';

interface RefusalAlertProps {
  title: string;
  message: ReactNode;
  /** Ways on. */
  children?: ReactNode;
  onHide?: () => void;
}

/** Why a save was refused, where the text is. It takes the focus, so that nobody types on believing it is saved. */
export function RefusalAlert({ title, message, children, onHide }: RefusalAlertProps) {
  const alert = useRef<HTMLDivElement>(null);
  // Render with a key for each refusal: the next one takes the focus again.
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
      <Text size="sm">{message}</Text>
      {children}
    </Alert>
  );
}
