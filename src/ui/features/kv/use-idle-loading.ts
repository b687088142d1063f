import { useEffect } from 'react';
import { prefetchEditor } from '#ui/shared/editor/load-editor.ts';
import { onIdle } from '#ui/shared/load/on-idle.ts';

/** Once the list has painted, what a click will want is fetched, so that the first click waits for nothing. */
export function useIdleLoading(isPainted: boolean): void {
  useEffect(() => {
    if (!isPainted) return;
    const load = () => {
      // A failure is no loss: the click asks again.
      void Promise.allSettled([
        import('./pair/PairPane.tsx'),
        import('./create/NewPairDialog.tsx'),
        import('./list/table/PairRowMenu.tsx'),
        import('./actions/DeletePairDialog.tsx'),
        import('./pair/history/HistoryTab.tsx'),
      ]).then(prefetchEditor);
    };
    return onIdle(load);
  }, [isPainted]);
}
