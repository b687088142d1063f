import { useState } from 'react';

/**
 * Tells one open pair from the next, as React's `key` of its pane: a draft belongs to one pair. When the open pair
 * gets another key its pane stays, and with it what is typed there.
 */
export function usePaneId(openKey: string | null) {
  const [pane, setPane] = useState<{ key: string | null; id: number; next?: string }>({ key: openKey, id: 0 });
  if (openKey !== pane.key) setPane({ key: openKey, id: openKey === pane.next ? pane.id : pane.id + 1 });

  return {
    paneId: pane.id,
    /** The pair that is open under `from` is about to be opened under `to`. */
    keepFor: (from: string, to: string) =>
      setPane((current) => (current.key === from ? { ...current, next: to } : current)),
  };
}
