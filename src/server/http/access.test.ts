import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer();
});

afterEach(() => server.stop());

const LIST = '{"query":"{ key_value { key } }"}';

/** A request with headers that fetch would not let through. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body = '',
): Promise<{ status: number; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    request(
      { hostname, port, method, path, headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
      },
    )
      .on('error', reject)
      .end(body);
  });
}

const signIn = (credential: object, headers: Record<string, string> = { origin: server.url }) =>
  fetch(`${server.url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(credential),
  });

const listWith = async (cookie: string, headers: Record<string, string> = { origin: server.url }) => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, ...headers },
    body: LIST,
  });
  return (await response.json()) as { data: unknown; errors?: { extensions: { code: string } }[] };
};

const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';

describe('sign-in', () => {
  test('an API key starts a session, whose cookie scripts cannot read and other sites cannot send', async () => {
    const response = await signIn({ api_key: API_KEY });

    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(
      /^kv-session-[0-9a-f]{8}=[0-9A-Za-z]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect((await listWith(cookieOf(response))).data).toEqual({ key_value: [] });
  });

  test('the printed link works once', async () => {
    const token = new URL(server.signInLink).hash.replace('#token=', '');

    const first = await signIn({ token });
    const second = await signIn({ token });

    expect(first.status).toBe(204);
    expect((await listWith(cookieOf(first))).data).toEqual({ key_value: [] });
    expect(second.status).toBe(401);
  });

  test.each([[{ api_key: 'wrong-key' }], [{ token: 'wrong' }], [{}], [{ api_key: 5 }]])(
    '%j is refused',
    async (credential) => {
      const response = await signIn(credential);

      expect(response.status).toBe(401);
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(((await response.json()) as { errors: unknown[] }).errors).toEqual([
        { message: expect.any(String), extensions: { code: 'UNAUTHENTICATED', request_id: expect.any(String) } },
      ]);
    },
  );

  test('after 20 failures an address must wait, and learns how long', async () => {
    for (let attempt = 0; attempt < 20; attempt += 1) expect((await signIn({ api_key: 'wrong-key' })).status).toBe(401);

    const response = await signIn({ api_key: 'wrong-key' });

    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    // A right key is never held up by the wrong ones of others behind the same address.
    expect((await signIn({ api_key: API_KEY })).status).toBe(204);
  });

  test('signing out ends the session on the server', async () => {
    const cookie = cookieOf(await signIn({ api_key: API_KEY }));

    const response = await fetch(`${server.url}/session`, {
      method: 'DELETE',
      headers: { cookie, origin: server.url },
    });

    expect(response.status).toBe(204);
    expect((await listWith(cookie)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('signing in again ends the earlier session', async () => {
    const cookie = cookieOf(await signIn({ api_key: API_KEY }));

    const next = cookieOf(await signIn({ api_key: API_KEY }, { origin: server.url, cookie }));

    expect((await listWith(cookie)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await listWith(next)).data).toEqual({ key_value: [] });
  });
});

describe('requests that a cookie signs', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['another port of this host', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' }],
    ['another origin in a browser that says no more', { origin: 'http://127.0.0.1:1' }],
    ['a null origin', { origin: 'null' }],
    ['nowhere', {}],
    ['a typed address', { 'sec-fetch-site': 'none' }],
  ])('from %s are refused', async (_, headers) => {
    const cookie = cookieOf(await signIn({ api_key: API_KEY }));

    expect((await listWith(cookie, headers as Record<string, string>)).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    expect((await signIn({ api_key: API_KEY }, headers as Record<string, string>)).status).toBe(403);
  });

  test('from our own page are answered', async () => {
    const cookie = cookieOf(await signIn({ api_key: API_KEY }));

    expect((await listWith(cookie, { 'sec-fetch-site': 'same-origin' })).data).toEqual({ key_value: [] });
  });

  test('a wrong API key is not saved by a valid session', async () => {
    const cookie = cookieOf(await signIn({ api_key: API_KEY }));

    const { errors } = await listWith(cookie, { origin: server.url, authorization: 'Bearer wrong-key' });

    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('host names', () => {
  test.each(['evil.example', 'evil.example:4200', '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.1'])(
    '“%s” is refused for every path and method, before anything else',
    async (host) => {
      for (const [method, path] of [
        ['POST', '/'],
        ['POST', '/graphql'],
        ['POST', '/session'],
        ['GET', '/livez'],
        ['GET', '/team/kv'],
      ] as const) {
        const { status, headers } = await send(
          method,
          path,
          { host, authorization: `Bearer ${API_KEY}` },
          method === 'POST' ? LIST : '',
        );
        expect(status).toBe(421);
        expect(headers['content-security-policy']).toContain("default-src 'none'");
      }
    },
  );

  test.each(['localhost', 'LOCALHOST:4200', 'localhost.', '127.0.0.1:1', '[::1]:4200'])(
    '“%s” is answered',
    async (host) => {
      expect((await send('GET', '/livez', { host })).status).toBe(200);
    },
  );

  test('KV_ALLOWED_HOSTS allows more', async () => {
    await server.stop();
    server = await startTestServer({ KV_ALLOWED_HOSTS: 'kv.internal, Other.Example.' });

    expect((await send('GET', '/livez', { host: 'KV.internal:4200' })).status).toBe(200);
    expect((await send('GET', '/livez', { host: 'other.example' })).status).toBe(200);
    expect((await send('GET', '/livez', { host: 'third.example' })).status).toBe(421);
  });
});

describe('without a valid API key', () => {
  test('the schema is not revealed', async () => {
    for (const query of ['{ __schema { types { name } } }', '{ key_valu { key } }', '{', 'x'.repeat(100_000)]) {
      const { status, json } = await server.post(JSON.stringify({ query }), { authorization: 'Bearer nope-nope' });
      expect(status).toBe(200);
      expect(json).toEqual({
        errors: [
          { message: expect.any(String), extensions: { code: 'UNAUTHENTICATED', request_id: expect.any(String) } },
        ],
        data: null,
      });
    }
  });

  test('after 30 attempts in a minute an address must wait, and learns how long', async () => {
    for (let attempt = 0; attempt < 30; attempt += 1) {
      expect((await server.post(LIST, { authorization: `Bearer wrong-${attempt}` })).status).toBe(200);
    }

    const { status, headers, json } = await server.post(LIST, { authorization: 'Bearer wrong-key' });

    expect(status).toBe(429);
    expect(json.errors[0].extensions.code).toBe('RATE_LIMITED');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await server.post(LIST)).status).toBe(200);
  });
});

test('every answer carries the security headers', async () => {
  for (const [method, path] of [
    ['GET', '/livez'],
    ['GET', '/nowhere'],
    ['POST', '/graphql'],
    ['POST', '/nowhere'],
    ['DELETE', '/session'],
    ['GET', '/graphql'],
  ] as const) {
    const { headers } = await send(method, path, { host: 'localhost' });
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  }
});

test('livez and readyz answer', async () => {
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});
