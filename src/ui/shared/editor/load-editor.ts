import { loadOnce } from '../load-once.ts';

/** The chunk that opening a value waits for: ask for it early. */
export const loadEditor = loadOnce(() => import('./MonacoEditor.tsx'));
export const loadDiff = loadOnce(() => import('./MonacoDiff.tsx'));
export const loadView = loadOnce(() => import('./MonacoView.tsx'));

/** Fetches the editor while nothing else happens, so that the first value opens at once. */
export function prefetchEditor(): void {
  const whenIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 500));
  // Opening a value asks again, and says so when that fails.
  whenIdle(() => void loadEditor().catch(loadEditor.forgetFailure));
}
