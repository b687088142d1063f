/** Work that hangs delays the next for no longer than this. */
const MOST_MS = 5_000;

/**
 * Returns a function that requests `work`. It starts immediately, and again if it was requested while running, but never
 * twice simultaneously, and with a gap of `gapMs`. Every request is followed by work that starts after it.
 */
export function coalesce(work: () => Promise<unknown>, gapMs: number): () => void {
  let isBusy = false;
  let isDue = false;

  async function run() {
    isBusy = true;
    while (isDue) {
      isDue = false;
      await Promise.race([work().catch(() => undefined), wait(MOST_MS)]);
      await wait(gapMs);
    }
    isBusy = false;
  }

  return () => {
    isDue = true;
    if (!isBusy) void run();
  };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
