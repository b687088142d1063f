import { VisuallyHidden } from '@mantine/core';
import { useAnnouncement } from '#ui/shared/announce.ts';

/** Speaks the texts of `announce()`. Not translated, because most of them contain a key. */
export function LiveRegion() {
  const message = useAnnouncement();
  return (
    <VisuallyHidden role="status" aria-live="polite" translate="no">
      {message}
    </VisuallyHidden>
  );
}
