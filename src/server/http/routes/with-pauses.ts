/** How often an idle stream checks that its credential is still valid. */
const CHECK_MS = 3_000;
/** How often an idle stream sends a heartbeat, which also detects a lost client. A multiple of `CHECK_MS`. */
const HEARTBEAT_MS = 15_000;

/** Yields the results and, while there are none, a `pause` to check the credential or a `heartbeat` to send. */
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
    // Not awaited, because it resolves only after the next result.
    void iterator.return?.();
  }
}
