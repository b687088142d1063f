import { loadOnce } from '#ui/shared/load/load-once.ts';

/** Opening a value waits for this chunk, so load it early. */
export const loadEditor = loadOnce(() => import('./MonacoEditor.tsx'));
export const loadDiff = loadOnce(() => import('./MonacoDiff.tsx'));
export const loadView = loadOnce(() => import('./MonacoView.tsx'));

/** Loads the editor while the browser is idle, so that the first value opens immediately. */
export function prefetchEditor(): void {
  const whenIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 500));
  // Opening a value tries again, and reports a failure.
  whenIdle(() => void loadEditor().catch(loadEditor.forgetFailure));
}
