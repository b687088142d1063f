import { EDITOR_FILES_ID } from '#contract/page/first-requests.ts';
import { loadOnce } from '#ui/shared/load/load-once.ts';

/** Opening a value waits for this chunk, so load it early. */
export const loadEditor = loadOnce(() => import('./MonacoEditor.tsx'));
export const loadDiff = loadOnce(() => import('./MonacoDiff.tsx'));
export const loadView = loadOnce(() => import('./MonacoView.tsx'));

/**
 * Fetches the files of the editor without running them: that takes so long, on a phone over a second, that it waits for
 * someone who is about to open a value. Without the server's list of files, as in development, it does nothing.
 */
export function fetchEditor(): void {
  const files = document.getElementById(EDITOR_FILES_ID);
  if (files instanceof HTMLTemplateElement) document.head.append(files.content);
}

/** Runs the editor when the browser is idle, so that a value opens immediately. */
export function prepareEditor(): void {
  const whenIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback));
  // Opening a value tries again, and reports a failure.
  whenIdle(() => void loadEditor().catch(loadEditor.forgetFailure));
}
