/** How often a stream on which nothing happens looks whether its credential is still valid. */
const CHECK_MS = 3_000;
/** How often it shows that it is alive, which also finds out that nobody listens any more. A multiple of the other. */
const HEARTBEAT_MS = 15_000;

/** The results, and between them what is due while there are none: a look at the credential, a sign of life. */
export async function* withPauses(
  results: AsyncIterable<string>,
): AsyncGenerator<{ readonly text: string } | 'pause' | 'heartbeat', void> {
  const iterator = results[Symbol.asyncIterator]();
  let next = iterator.next();
  let quietMs = 0;
  try {
    for (;;) {
      let timer: NodeJS.Timeout | undefined;
      const pause = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), CHECK_MS);
      });
      const result = await Promise.race([next, pause]);
      clearTimeout(timer);
      if (result?.done) return;
      if (result) {
        quietMs = 0;
        yield { text: result.value };
        next = iterator.next();
      } else {
        quietMs += CHECK_MS;
        yield quietMs % HEARTBEAT_MS === 0 ? 'heartbeat' : 'pause';
      }
    }
  } finally {
    // Not awaited: it waits for a result that is on its way.
    void iterator.return?.();
  }
}
