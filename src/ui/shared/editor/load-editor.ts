/** Loads once, and again after a failure. */
function once<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let loading: Promise<Module> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** The chunk that opening a value waits for: ask for it early. */
export const loadEditor = once(() => import('./MonacoEditor.tsx'));
export const loadDiff = once(() => import('./MonacoDiff.tsx'));

/** Fetches the editor while nothing else happens, so that the first value opens at once. */
export function prefetchEditor(): void {
  const whenIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 500));
  // Opening a value asks again, and says so when that fails.
  whenIdle(() => void loadEditor().catch(() => {}));
}
