// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { afterEach, expect, test, vi } from 'vitest';
import { createGraphqlClient } from '#client/transport.ts';
import { API_KEY, SET, startTestServer, type TestServer } from '#testing/test-server.ts';
import type { Change } from '../change-feed.ts';
import type { LiveState } from '../live.ts';
import { TabGroup } from '../tabs/tab-group.ts';
import { LeaderStream } from './LeaderStream.tsx';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

interface Followed {
  /** Keys in the order received; null for everything. */
  readonly keys: (string | null)[];
  readonly states: LiveState[];
  readonly attempts: () => number;
  readonly show: () => void;
  readonly hide: () => void;
  /** Cuts the connection that is open now. */
  readonly cut: () => void;
  /** Another tab has found the server reachable. */
  readonly retry: () => void;
}

async function startServer(): Promise<TestServer> {
  const server = await startTestServer();
  cleanUp.push(() => server.stop());
  return server;
}

/** A page whose tab leads. */
function follow(server: TestServer, apiKey = API_KEY): Followed {
  const keys: (string | null)[] = [];
  const states: LiveState[] = [];
  const group = new TabGroup({
    name: 'test',
    onChanges: (changes) => keys.push(...(changes?.map(({ key }: Change) => key) ?? [null])),
    onLive: (state) => states.push(state),
    openChannel: () => ({ postMessage: () => undefined, close: () => undefined, onmessage: null }),
    locks: { request: async (_name: string, _options: unknown, hold: () => unknown) => hold() } as never,
  });
  group.join();

  let connection = new AbortController();
  let attempts = 0;
  const send = globalThis.fetch;
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    const isMine = headers.get('authorization') === `Bearer ${apiKey}`;
    if (!isMine || !headers.get('accept')?.startsWith('text/event-stream')) return send(input, init);
    attempts += 1;
    connection = new AbortController();
    return send(input, {
      ...init,
      signal: AbortSignal.any([connection.signal, ...(init.signal ? [init.signal] : [])]),
    });
  });
  const client = createGraphqlClient({
    url: `${server.url}/graphql`,
    headers: { authorization: `Bearer ${apiKey}` },
  });
  const root = createRoot(document.createElement('div'));
  const render = (isLeader: boolean) =>
    root.render(
      <StrictMode>
        <Provider value={client}>
          <QueryClientProvider client={new QueryClient()}>
            {isLeader && <LeaderStream group={group} />}
          </QueryClientProvider>
        </Provider>
      </StrictMode>,
    );
  cleanUp.push(
    () => vi.unstubAllGlobals(),
    () => root.unmount(),
  );
  render(true);
  return {
    keys,
    states,
    attempts: () => attempts,
    show: () => render(true),
    hide: () => render(false),
    cut: () => connection.abort(),
    retry: () => group.retries.set(group.retries.get() + 1),
  };
}

const set = (server: TestServer, key: string) =>
  server.graphql(SET, JSON.stringify({ input: { key, value_text: '1' } }));

test('says once that everything may be old, and then every change', async () => {
  const server = await startServer();
  await set(server, 'before');
  const { keys, states } = follow(server);
  await expect.poll(() => states).toEqual(['live']);

  await set(server, 'a');
  await set(server, 'b');

  await expect.poll(() => keys).toEqual([null, 'a', 'b']);
});

test('misses nothing while its connection is cut, and says nothing twice', async () => {
  const server = await startServer();
  const { keys, states, cut } = follow(server);
  await expect.poll(() => keys).toEqual([null]);
  await set(server, 'a');
  await expect.poll(() => keys).toEqual([null, 'a']);

  cut();
  await set(server, 'b');
  await set(server, 'c');

  await expect.poll(() => keys, { timeout: 10_000 }).toEqual([null, 'a', 'b', 'c']);
  await expect.poll(() => states).toEqual(['live', 'reconnecting', 'live']);
});

test('comes back when the server ends the stream without an error', async () => {
  const server = await startServer();
  const { keys, states, attempts } = follow(server);
  await expect.poll(() => keys).toEqual([null]);
  const before = attempts();

  await server.stop();

  await expect.poll(attempts, { timeout: 10_000 }).toBeGreaterThan(before);
  expect(states).toContain('reconnecting');
});

test('goes on where it was after another tab has led', async () => {
  const server = await startServer();
  const { keys, show, hide } = follow(server);
  await expect.poll(() => keys).toEqual([null]);

  hide();
  await set(server, 'a');
  show();

  await expect.poll(() => keys).toEqual([null, 'a']);
});

test('does not try again with a credential that is refused', async () => {
  const server = await startServer();
  const { states, attempts } = follow(server, 'wrong-key');
  await expect.poll(attempts).toBeGreaterThan(0);
  const refused = attempts();

  // Time enough for another attempt, which the same server would see before this.
  const other = follow(server);
  await expect.poll(() => other.states).toEqual(['live']);
  other.cut();
  await expect.poll(() => other.states).toEqual(['live', 'reconnecting', 'live']);

  expect(attempts()).toBe(refused);
  expect(states).toEqual([]);
});

test('goes on trying while the server does not answer, and immediately once it is found reachable', async () => {
  const server = await startServer();
  const { states, attempts, retry } = follow(server);
  await expect.poll(() => states.at(-1)).toBe('live');

  await server.stop();

  await expect.poll(() => states.at(-1), { timeout: 20_000 }).toBe('polling');
  const before = attempts();
  retry();
  await expect.poll(attempts).toBeGreaterThan(before);
});
