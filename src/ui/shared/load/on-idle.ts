const IDLE_TIMEOUT_MS = 4_000;
const FALLBACK_MS = 1_500;

/** Calls back when the browser is idle; returns a function that cancels it. */
export function onIdle(callback: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(callback, FALLBACK_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(callback, { timeout: IDLE_TIMEOUT_MS });
  return () => cancelIdleCallback(handle);
}
