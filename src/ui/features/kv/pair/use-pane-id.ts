import { useState } from 'react';

/**
 * The React `key` of the pane, which changes with the pair because a draft belongs to one pair. When the open pair is
 * renamed its pane stays, with everything typed there.
 */
export function usePaneId(openKey: string | null) {
  const [pane, setPane] = useState<{ key: string | null; id: number; next?: string }>({ key: openKey, id: 0 });
  if (openKey !== pane.key) setPane({ key: openKey, id: openKey === pane.next ? pane.id : pane.id + 1 });

  return {
    paneId: pane.id,
    /** Call it before the pair that is open under `from` is opened under `to`. */
    keepFor: (from: string, to: string) =>
      setPane((current) => (current.key === from ? { ...current, next: to } : current)),
  };
}
