import { afterEach, beforeEach, expect, test } from 'vitest';
import { API_KEY, startTestServer, type TestServer } from '#testing/test-server.ts';
import { createKvClient } from './kv-client.ts';
import type { KvClientOptions } from './kv-types.ts';

let server: TestServer;
let requests: Headers[];

beforeEach(async () => {
  server = await startTestServer();
  requests = [];
});

afterEach(() => server.stop());

type Step = 'lose the request' | 'lose the answer' | 'never answer' | (() => Response);

/** A client whose first requests fail, one per step; the rest reach the server. */
function clientWith(steps: readonly Step[], options: Partial<KvClientOptions> = {}) {
  const left = [...steps];
  return createKvClient({
    url: server.url,
    apiKey: API_KEY,
    ...options,
    fetch: async (input, init) => {
      requests.push(new Headers(init?.headers));
      const step = left.shift();
      if (typeof step === 'function') return step();
      if (step === 'lose the request') throw new TypeError('fetch failed');
      if (step === 'never answer') {
        return await new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error())));
      }
      const answer = await fetch(input, init);
      if (step === 'lose the answer') throw new TypeError('terminated');
      return answer;
    },
  });
}

const answerOf = (status: number, headers: Record<string, string> = {}) =>
  new Response('<html>', { status, headers: { 'content-type': 'text/html', ...headers } });

test('a write whose answer is lost is sent again and has one effect', async () => {
  const kv = clientWith(['lose the request', 'lose the answer', 'lose the answer']);

  await kv.setKeyValue('a', 1, { expectedVersion: 0 });

  expect(await kv.getPair('a')).toMatchObject({ version: 1, valueText: '1' });
  expect(requests).toHaveLength(5);
});

test('a deletion whose answer is lost succeeds instead of reporting a missing pair', async () => {
  await clientWith([]).setKeyValue('a', 1);
  const lookup = () => clientWith([]).listKeys();
  // The first request looks the pair up.
  let sent = 0;
  const kv = createKvClient({
    url: server.url,
    apiKey: API_KEY,
    fetch: async (input, init) => {
      sent += 1;
      const answer = await fetch(input, init);
      if (sent === 2) throw new TypeError('terminated');
      return answer;
    },
  });

  expect(await kv.deleteKey('a')).toBe(true);
  expect(sent).toBe(3);
  expect(await lookup()).toEqual([]);
});

test('a busy server is tried again, and after five tries the error reports it', async () => {
  const busy = () => answerOf(503, { 'retry-after': '0' });

  expect(await clientWith([busy, busy, busy, busy]).listKeys()).toEqual([]);
  await expect(clientWith([busy, busy, busy, busy, busy]).listKeys()).rejects.toMatchObject({
    code: 'UNREACHABLE',
    details: { status: 503, retry_after: 0 },
  });
  expect(requests).toHaveLength(10);
});

test('an address where another kind of server answers is tried once', async () => {
  await expect(clientWith([() => answerOf(404)]).listKeys()).rejects.toMatchObject({
    code: 'UNREACHABLE',
    details: { status: 404 },
    message: 'The server at this address is not a KV Store.',
  });
  expect(requests).toHaveLength(1);
});

test('a refusal is not tried again', async () => {
  const kv = clientWith([]);

  await expect(kv.setKeyValue('a', 1, { expectedVersion: 7 })).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
  expect(requests).toHaveLength(1);
});

test('a wait beyond the deadline is not started, and a missing answer by then is UNREACHABLE', async () => {
  const later = () => answerOf(503, { 'retry-after': '3600' });

  await expect(clientWith([later]).listKeys()).rejects.toMatchObject({ details: { retry_after: 3_600 } });
  await expect(clientWith(['never answer'], { deadlineMs: 50 }).listKeys()).rejects.toMatchObject({
    code: 'UNREACHABLE',
    message: 'The server did not answer in time.',
  });
});

test('an abort ends a call with its reason, from either signal', async () => {
  for (const where of ['call', 'client'] as const) {
    const abort = new AbortController();
    const kv = clientWith(['never answer'], where === 'client' ? { signal: abort.signal } : {});
    const write = kv.setKeyValue('a', 1, where === 'call' ? { signal: abort.signal } : {});
    const reason = new Error('no longer wanted');

    abort.abort(reason);

    await expect(write).rejects.toBe(reason);
  }
  expect(await clientWith([]).listKeys()).toEqual([]);
});

test('a read after a write does not share an earlier request', async () => {
  const held: (() => void)[] = [];
  let isHolding = true;
  const kv = createKvClient({
    url: server.url,
    apiKey: API_KEY,
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      if (isHolding) await new Promise<void>((resolve) => held.push(resolve));
      return answer;
    },
  });
  await clientWith([]).setKeyValue('a', 'old');
  const early = kv.getKeyValue('a');
  await expect.poll(() => held.length).toBe(1);
  isHolding = false;

  await kv.setKeyValue('a', 'new');

  expect(await kv.getKeyValue('a')).toBe('new');
  held[0]?.();
  expect(await early).toBe('old');
});

test('requests name the client that sends them', async () => {
  await clientWith([]).listKeys();
  await clientWith([], { agent: 'cli/1.2.3' }).listKeys();

  expect(requests[0]?.get('x-kv-client')).toMatch(/^typescript\/\d+\.\d+\.\d+$/);
  expect(requests[1]?.get('x-kv-client')).toBe('cli/1.2.3');
});
