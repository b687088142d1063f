/** The server sends a heartbeat every 15 seconds. */
const SILENCE_MS = 40_000;

/**
 * Opens a stream that always ends with an error, because urql does not report a clean end. It also fails after 40
 * seconds of silence, even before the response: without that, a stream over a lost network would seem open forever.
 */
export async function openStream(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error('No stream was opened.')), SILENCE_MS);
  try {
    const signal = AbortSignal.any([silence.signal, ...(init.signal ? [init.signal] : [])]);
    const response = await fetch(input, { ...init, signal });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    return isStream ? failAtEnd(response) : response;
  } finally {
    clearTimeout(timer);
  }
}

/** The response, except that its body fails instead of ending, and after 40 seconds of silence. */
export function failAtEnd(response: Response): Response {
  const reader = response.body?.getReader();
  if (!reader) return response;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('The stream has fallen silent.')), SILENCE_MS);
      });
      try {
        const { done, value } = await Promise.race([reader.read(), silence]);
        if (done) throw new Error('The stream has ended.');
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
