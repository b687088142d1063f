import { useEffect, useState } from 'react';
import { onIdle } from '#ui/shared/load/on-idle.ts';

/** What `load` resolves to, fetched when the browser is idle; null until then, and for good when it does not come. */
export function useLater<Module>(load: () => Promise<Module>): Module | null {
  const [module, setModule] = useState<Module | null>(null);
  useEffect(
    () =>
      onIdle(() => {
        load().then(
          (loaded) => setModule(() => loaded),
          () => {},
        );
      }),
    [load],
  );
  return module;
}
