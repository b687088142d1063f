import { useEffect, useState } from 'react';

/** The openers of the dialogs that are open, the latest last. */
let openers: readonly Element[] = [];
/** Where the focus was to go when the last dialog closed. */
let closedWays: readonly Element[] = [];
let lastFocused: Element | null = null;

document.addEventListener('focusin', ({ target }) => {
  lastFocused = target as Element;
});

/** Its opener, and those of the dialogs that are around it or that it replaces: they may be gone when it closes. */
function findWays(): readonly Element[] {
  const opener = findOpener();
  const replaced = opener?.isConnected ? [] : closedWays;
  return [opener, ...openers.toReversed(), ...replaced].filter((way) => way !== null);
}

/** A button that became disabled when it was pressed has lost the focus. */
function findOpener(): Element | null {
  const { activeElement, body } = document;
  const found = activeElement === null || activeElement === body ? lastFocused : activeElement;
  // An item leaves with its menu; the button of the menu stays.
  const menuId = found?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  return (menuId ? document.getElementById(menuId) : null) ?? found;
}

/**
 * Render it beside a dialog that exists only while it is open. When the dialog goes, the element that had the focus
 * before gets it back, unless something else has it. If that has gone with another dialog, the opener of that one does.
 */
export function ReturnFocus() {
  const [ways] = useState(findWays);

  useEffect(() => {
    const [opener] = ways;
    if (opener) openers = [...openers, opener];
    return () => {
      openers = openers.filter((other) => other !== opener);
      closedWays = ways;
      // Wait until the dialog itself has gone.
      setTimeout(() => {
        for (const way of ways) {
          const isFree = document.activeElement === null || document.activeElement === document.body;
          if (isFree && way instanceof HTMLElement && way.isConnected) way.focus();
        }
      });
    };
  }, [ways]);

  return null;
}
