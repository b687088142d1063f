import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { KvError } from '#contract/errors.ts';
import { describeError } from '#ui/shared/text/describe-error.ts';

interface ErrorPanelProps {
  error: KvError;
  /** Says what failed, for example "The list could not be loaded"; the error's own title by default. */
  title?: string;
  onRetry?: () => void;
  isRetrying?: boolean;
}

/** Says what failed, what is safe and what to do next. Render it where the action was. */
export function ErrorPanel({ error, title, onRetry, isRetrying }: ErrorPanelProps) {
  const described = describeError(error);
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={title ?? described.title}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{title ? `${described.title}. ${described.message}` : described.message}</Text>
        {onRetry && (
          <Button size="xs" variant="default" loading={isRetrying} onClick={onRetry}>
            Retry
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
