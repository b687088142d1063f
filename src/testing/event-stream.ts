import { onTestFinished } from 'vitest';
import { API_KEY, type TestServer } from './test-server.ts';

export const FOLLOW = `subscription ($after: Int) {
  key_value_change(after_revision: $after) { revision resync key_value_id key previous_key operation version created created_by }
}`;

export interface EventStream {
  readonly response: Response;
  /** The next event; undefined once the connection is closed. */
  next(): Promise<{ readonly event: string; readonly data: Record<string, unknown> | undefined } | undefined>;
  close(): void;
}

/** Follows the changes of a tenant until the test ends. Uses the API key unless `headers` replace it. */
export async function openStream(
  { url }: Pick<TestServer, 'url'>,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${API_KEY}` },
): Promise<EventStream> {
  const connection = new AbortController();
  onTestFinished(() => connection.abort());
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query: FOLLOW, variables }),
    signal: connection.signal,
  });
  const blocks = readBlocks(response);
  return {
    response,
    async next() {
      for (;;) {
        const { done, value = '' } = await blocks.next();
        if (done) return undefined;
        const event = /^event: (\w+)$/m.exec(value)?.[1];
        const data = /^data: (.+)$/m.exec(value)?.[1];
        // A block without a name is a heartbeat.
        if (event) return { event, data: data ? (JSON.parse(data) as Record<string, unknown>) : undefined };
      }
    },
    close: () => connection.abort(),
  };
}

async function* readBlocks({ body }: Response): AsyncGenerator<string, void> {
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    yield* blocks;
  }
}
