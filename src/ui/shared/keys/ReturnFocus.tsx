import { useEffect, useState } from 'react';

/**
 * Render it beside a dialog that exists only while it is open. When the dialog goes, the element that had the focus
 * before gets it back, unless something else has it.
 */
export function ReturnFocus() {
  const [opener] = useState(() => document.activeElement);

  useEffect(
    () => () => {
      // Wait until the dialog itself has gone.
      setTimeout(() => {
        const isFree = document.activeElement === null || document.activeElement === document.body;
        if (isFree && opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    },
    [opener],
  );

  return null;
}
