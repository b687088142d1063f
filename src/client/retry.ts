import { KvError } from '#contract/errors.ts';

const MAX_TRIES = 5;
/** The longest wait before the second try; it doubles with each further try. */
const FIRST_WAIT_MS = 100;
/** As long as the server allows a request to take. */
const TRY_MS = 15_000;

interface RetryOptions {
  /** For all tries and waits together. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends until there is an answer, at most 5 times. The waits are random, so that many clients do not return at the
 * same moment. Only for requests that have one effect however often they are sent.
 *
 * @throws {KvError} the last failure; `UNREACHABLE` once the deadline has passed
 * @throws `signal.reason` once aborted
 */
export async function withRetries<Data>(
  send: (signal: AbortSignal) => Promise<Data>,
  { deadlineMs, signal }: RetryOptions,
): Promise<Data> {
  const end = performance.now() + deadlineMs;
  for (let tries = 1; ; tries += 1) {
    try {
      return await withTimeout(send, Math.min(TRY_MS, end - performance.now()), signal);
    } catch (error) {
      if (signal?.aborted || tries === MAX_TRIES || !mayTryAgain(error)) throw error;
      const waitMs = Math.random() * FIRST_WAIT_MS * 2 ** (tries - 1) + (error.details.retry_after ?? 0) * 1_000;
      if (performance.now() + waitMs >= end) throw error;
      await wait(waitMs, signal);
    }
  }
}

function mayTryAgain(error: unknown): error is KvError {
  if (!(error instanceof KvError)) return false;
  const { code, details } = error;
  // A foreign answer below 500 means a wrong address: the next answer would be the same.
  if (code === 'UNREACHABLE') return details.status === undefined || details.status >= 500;
  return code === 'UNAVAILABLE' || code === 'RATE_LIMITED';
}

async function withTimeout<Data>(
  send: (signal: AbortSignal) => Promise<Data>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Data> {
  const timeout = new AbortController();
  const timer = setTimeout(
    () => timeout.abort(new KvError('UNREACHABLE', 'The server did not answer in time.')),
    timeoutMs,
  );
  try {
    return await send(signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal);
  } finally {
    clearTimeout(timer);
  }
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    function abort() {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', abort, { once: true });
  });
}
