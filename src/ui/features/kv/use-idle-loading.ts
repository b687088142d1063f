import { useEffect } from 'react';
import { fetchEditor, prepareEditor } from '#ui/shared/editor/monaco/load-editor.ts';
import { onIdle } from '#ui/shared/load/on-idle.ts';

/**
 * Loads the code for likely clicks once the list is painted, so that the first click does not wait. The editor is fetched
 * last, and runs when a mouse or a key is used. (A finger that touches a pair opens it: there is nothing to gain.)
 */
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
      ]).then(fetchEditor);
    };
    return onIdle(load);
  }, [isPainted]);

  useEffect(() => {
    if (!isPainted) return;
    const stop = new AbortController();
    const { signal } = stop;
    const prepare = (event: Event) => {
      if (event instanceof PointerEvent && event.pointerType !== 'mouse') return;
      stop.abort();
      prepareEditor();
    };
    // Other events of a mouse come from a page that changes below it too.
    document.addEventListener('pointermove', prepare, { signal });
    document.addEventListener('keydown', prepare, { signal });
    return () => stop.abort();
  }, [isPainted]);
}
