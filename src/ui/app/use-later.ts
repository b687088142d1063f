import { useEffect, useState } from 'react';
import { onIdle } from '#ui/shared/load/on-idle.ts';

/** The result of `load`, called when the browser is idle; null before that, and if it fails. */
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
