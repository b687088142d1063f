import { VisuallyHidden } from '@mantine/core';
import { useAnnouncement } from '#ui/shared/announce.ts';

/** Where `announce()` speaks. */
export function LiveRegion() {
  const message = useAnnouncement();
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {message}
    </VisuallyHidden>
  );
}
