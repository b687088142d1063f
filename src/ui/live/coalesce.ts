/** Work that hangs holds up the next for no longer than this. */
const MOST_MS = 5_000;

/**
 * A function that asks for `work`: done at once, and again when it was asked for meanwhile, but never twice at the same
 * time and with a break of `gapMs` between. What is asked for is always followed by work that begins later.
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
