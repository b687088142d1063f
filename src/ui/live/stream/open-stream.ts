/** The server sends a heartbeat every 15 seconds. */
const SILENCE_MS = 40_000;
/** The first event comes with the response, unless something on the way keeps both, as proxies do that buffer. */
const OPENING_MS = 10_000;

/** Nothing of the stream came: the server cannot be followed through whatever is on the way. */
export class NoStream extends Error {
  override readonly name = 'NoStream';
}

/**
 * Opens a stream that always ends with an error, because urql does not report a clean end. It also fails after 40
 * seconds of silence, without which a stream over a lost network would seem open forever.
 *
 * @throws {NoStream} when nothing comes for 10 seconds
 */
export async function openStream(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new NoStream('No stream was opened.')), OPENING_MS);
  try {
    const signal = AbortSignal.any([silence.signal, ...(init.signal ? [init.signal] : [])]);
    const response = await fetch(input, { ...init, signal });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    return isStream ? failAtEnd(response) : response;
  } finally {
    clearTimeout(timer);
  }
}

/** The response, except that its body fails instead of ending, and when it is silent for too long. */
export function failAtEnd(response: Response): Response {
  const reader = response.body?.getReader();
  if (!reader) return response;
  let isOpen = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const silence = new Promise<never>((_, reject) => {
        const error = isOpen ? new Error('The stream has fallen silent.') : new NoStream('The stream brought nothing.');
        timer = setTimeout(() => reject(error), isOpen ? SILENCE_MS : OPENING_MS);
      });
      try {
        const { done, value } = await Promise.race([reader.read(), silence]);
        if (done) throw new Error('The stream has ended.');
        isOpen = true;
        controller.enqueue(value);
      } catch (error) {
        reader.cancel().catch(() => undefined);
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
