import { useEffect, useState } from 'react';

/**
 * Beside a dialog that exists only while it is open: when the dialog goes, what had the focus before gets it back,
 * unless the focus has been given to something else already.
 */
export function ReturnFocus() {
  const [opener] = useState(() => document.activeElement);

  useEffect(
    () => () => {
      // After the dialog itself is gone.
      setTimeout(() => {
        const isFree = document.activeElement === null || document.activeElement === document.body;
        if (isFree && opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    },
    [opener],
  );

  return null;
}
