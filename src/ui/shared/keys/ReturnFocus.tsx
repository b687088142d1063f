import { useEffect, useState } from 'react';

/** The openers of the dialogs that are open, the latest last. */
let openers: readonly Element[] = [];
let lastFocused: Element | null = null;

document.addEventListener('focusin', ({ target }) => {
  lastFocused = target as Element;
});

/** A button that became disabled when it was pressed has lost the focus. */
function findOpener(): Element | null {
  const { activeElement, body } = document;
  const found = activeElement === null || activeElement === body ? lastFocused : activeElement;
  // An item leaves with its menu; the button of the menu stays.
  const menuId = found?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  return (menuId ? document.getElementById(menuId) : null) ?? found;
}

/**
 * Render it beside or in a dialog that exists only while it is open. When the dialog goes, the element that had the focus
 * before gets it back, unless something else has it. If that has gone with another dialog, the opener of that one does.
 */
export function ReturnFocus() {
  const [ways] = useState(() => [findOpener(), ...openers.toReversed()].filter((opener) => opener !== null));

  useEffect(() => {
    const [opener] = ways;
    if (opener) openers = [...openers, opener];
    return () => {
      // Wait until the dialog itself has gone, and one that replaces it has seen who opened this one.
      setTimeout(() => {
        openers = openers.filter((other) => other !== opener);
        for (const way of ways) {
          const isFree = document.activeElement === null || document.activeElement === document.body;
          if (isFree && way instanceof HTMLElement && way.isConnected) way.focus();
        }
      });
    };
  }, [ways]);

  return null;
}
