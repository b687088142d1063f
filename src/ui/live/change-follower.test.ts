import { afterEach, expect, test } from 'vitest';
import { createTransport } from '#client/transport.ts';
import { API_KEY, SET, startTestServer, type TestServer } from '#testing/test-server.ts';
import { type ChangeEvent, type ChangeFollower, createChangeFollower, type FollowerState } from './change-follower.ts';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

interface Followed {
  readonly follower: ChangeFollower;
  readonly events: ChangeEvent[];
  readonly states: FollowerState[];
  readonly failures: string[];
  /** Cuts the connection that is open now. */
  cut(): void;
}

async function startServer(): Promise<TestServer> {
  const server = await startTestServer();
  cleanUp.push(() => server.stop());
  return server;
}

function follow(server: TestServer, apiKey = API_KEY): Followed {
  let connection = new AbortController();
  const events: ChangeEvent[] = [];
  const states: FollowerState[] = [];
  const failures: string[] = [];
  const transport = createTransport({
    url: `${server.url}/graphql`,
    headers: { authorization: `Bearer ${apiKey}` },
    fetch: (input, init) => {
      connection = new AbortController();
      const signal = AbortSignal.any([connection.signal, ...(init?.signal ? [init.signal] : [])]);
      return fetch(input, { ...init, signal });
    },
  });
  const follower = createChangeFollower({
    transport,
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    onFailure: ({ code }) => failures.push(code),
  });
  cleanUp.push(() => follower.stop());
  follower.start();
  return { follower, events, states, failures, cut: () => connection.abort() };
}

const set = (server: TestServer, key: string) =>
  server.graphql(SET, JSON.stringify({ input: { key, value_text: '1' } }));

const keysOf = ({ events }: Followed) => events.map(({ key }) => key);

test('tells once that everything may be old, and then every change', async () => {
  const server = await startServer();
  await set(server, 'before');
  const followed = follow(server);
  await expect.poll(() => followed.states).toEqual(['connecting', 'live']);

  await set(server, 'a');
  await set(server, 'b');

  await expect.poll(() => keysOf(followed)).toEqual([null, 'a', 'b']);
});

test('misses nothing while its connection is cut, and tells nothing twice', async () => {
  const server = await startServer();
  const followed = follow(server);
  await expect.poll(() => followed.events.length).toBe(1);
  await set(server, 'a');
  await expect.poll(() => keysOf(followed)).toEqual([null, 'a']);

  followed.cut();
  await set(server, 'b');
  await set(server, 'c');

  await expect.poll(() => keysOf(followed)).toEqual([null, 'a', 'b', 'c']);
  expect(followed.states).toEqual(['connecting', 'live', 'reconnecting', 'live']);
  expect(followed.failures).toEqual(['UNREACHABLE']);
});

test('goes on where it was after it was stopped', async () => {
  const server = await startServer();
  const followed = follow(server);
  await expect.poll(() => followed.events.length).toBe(1);

  followed.follower.stop();
  await set(server, 'a');
  followed.follower.start();

  await expect.poll(() => keysOf(followed)).toEqual([null, 'a']);
});

test('may be stopped in the middle of what it tells', async () => {
  const server = await startServer();
  const seen: (string | null)[] = [];
  const follower = createChangeFollower({
    transport: createTransport({ url: `${server.url}/graphql`, headers: { authorization: `Bearer ${API_KEY}` } }),
    onEvent: ({ key }) => {
      seen.push(key);
      if (key === 'a') follower.stop();
    },
  });
  follower.start();
  await expect.poll(() => seen).toEqual([null]);

  await set(server, 'a');
  await set(server, 'b');
  await expect.poll(() => seen).toEqual([null, 'a']);
  follower.start();
  await expect.poll(() => seen).toEqual([null, 'a', 'b']);
  follower.stop();
});

test('does not try again with a credential that is refused', async () => {
  const followed = follow(await startServer(), 'wrong-key');

  await expect.poll(() => followed.failures).toEqual(['UNAUTHENTICATED']);
  expect(followed.states).toEqual(['connecting']);
});

test('goes on trying while the server does not answer', async () => {
  const server = await startServer();
  const followed = follow(server);
  await expect.poll(() => followed.states.at(-1)).toBe('live');

  await server.stop();

  await expect.poll(() => followed.states.at(-1)).toBe('failing');
  const attempts = followed.failures.length;
  followed.follower.retry();
  await expect.poll(() => followed.failures.length).toBeGreaterThan(attempts);
});
