const IDLE_TIMEOUT_MS = 4_000;
const FALLBACK_MS = 1_500;

/** Calls back once the browser has nothing better to do; returns what calls it off. */
export function onIdle(callback: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(callback, FALLBACK_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(callback, { timeout: IDLE_TIMEOUT_MS });
  return () => cancelIdleCallback(handle);
}
