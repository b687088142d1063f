import { VisuallyHidden } from '@mantine/core';
import { useAnnouncement } from '#ui/shared/announce.ts';

/** Where `announce()` speaks. Most of it names a key, which a translation would change. */
export function LiveRegion() {
  const message = useAnnouncement();
  return (
    <VisuallyHidden role="status" aria-live="polite" translate="no">
      {message}
    </VisuallyHidden>
  );
}
