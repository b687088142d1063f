import { useEffect } from 'react';
import { prefetchEditor } from '#ui/shared/editor/monaco/load-editor.ts';
import { onIdle } from '#ui/shared/load/on-idle.ts';

/** Loads the code for likely clicks once the list is painted, so that the first click does not wait. */
export function useIdleLoading(isPainted: boolean): void {
  useEffect(() => {
    if (!isPainted) return;
    const load = () => {
      // Ignore failures, because the click loads it again.
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
