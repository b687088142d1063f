import { afterEach, expect, test } from 'vitest';
import { openConnection } from '#testing/raw-connection.ts';
import { API_KEY, SET, startTestServer, type TestServer } from '#testing/test-server.ts';
import { makeApiKey } from './auth/secrets.ts';
import { createLogger, describeError } from './logger.ts';

let server: TestServer | undefined;

afterEach(() => server?.stop());

/** The ways in which a log may show a secret. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    secret.slice(4),
    bytes.toString('hex'),
    [...bytes].join(','),
    // Its base64 depends on how many bytes are before it; the ends are shared with those around it.
    ...[0, 1, 2].map((before) =>
      Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        .slice(4, -4),
    ),
  ];
}

function expectNone(log: string, secrets: readonly string[]): void {
  for (const secret of secrets) for (const form of formsOf(secret)) expect(log).not.toContain(form);
}

test('no level shows a credential, in any form', async () => {
  server = await startTestServer({}, { logLevel: 'trace' });
  const { url } = server;
  const wrong = makeApiKey();
  const wrongFixed = 'wrong-but-long-enough-key';
  const wrongToken = 'x7Kq'.repeat(10);
  const token = new URL(server.signInLink).hash.replace('#token=', '');
  const value = 'a-value-that-only-its-readers-see';
  const session = (body: object | string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${url}/session`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  const { user_id } = (await server.graphql('{ auth_info { user_id } }')).json.data.auth_info;
  const created = await server.graphql(
    `mutation { create_api_key(input: { name: "ci", user_id: "${user_id}" }) { key } }`,
  );
  const { key } = created.json.data.create_api_key;
  for (const sent of [API_KEY, key, wrong, wrongFixed]) {
    await server.post('{"query":"{ key_value { key } }"}', { authorization: `Bearer ${sent}` });
    await server.post('{"query":"{ key_value { key } }"}', { authorization: `Basic ${btoa(sent)}` });
    await session({ api_key: sent });
    await session(`{"api_key":"${sent}"`);
    for (const raw of [
      `kv ${sent}\r\n\r\n`,
      `POST / HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${sent}\r\nx\r\n\r\n`,
    ]) {
      const connection = await openConnection(server);
      connection.write(raw);
      await connection.closed();
    }
  }
  await session({ token: wrongToken });
  const cookie = (await session({ token })).headers.get('set-cookie')?.split(';')[0] ?? '';
  await server.post('{"query":"{"}', { cookie, 'sec-fetch-site': 'same-origin' });
  await server.graphql(SET, JSON.stringify({ input: { key: 'a', value_text: `"${value}` } }));
  await server.graphql(SET, JSON.stringify({ input: { key: 'a', value } }));
  await fetch(`${url}/session`, { method: 'DELETE', headers: { cookie, 'sec-fetch-site': 'same-origin' } });
  await server.stop();

  const log = server.log.join('');
  expect(log).toContain('"status":204');
  expect(log).toContain('"status":400');
  expectNone(log, [API_KEY, key, wrong, wrongFixed, token, wrongToken, cookie.split('=')[1] ?? '', value]);
});

test('the log says which address and which key signed in, signed out or failed to', async () => {
  server = await startTestServer();
  const { url, log } = server;
  const headers = { 'sec-fetch-site': 'same-origin' };
  const signIn = (body: object) => fetch(`${url}/session`, { method: 'POST', headers, body: JSON.stringify(body) });
  const linesOf = (msg: string) => log.map((line) => JSON.parse(line)).filter((line) => line.msg === msg);
  const here = { address: '127.0.0.1', reqId: expect.any(String) };

  const cookie = (await signIn({ api_key: API_KEY })).headers.get('set-cookie')?.split(';')[0] ?? '';
  await signIn({ token: new URL(server.signInLink).hash.replace('#token=', '') });
  await signIn({ api_key: 'wrong' });
  await signIn({ token: 'wrong' });
  await server.post('{}', { authorization: 'Bearer wrong' });
  await server.post('{}', { 'x-prefect-tenant-id': '22222222-2222-4222-8222-222222222222' });
  await fetch(`${url}/session`, { method: 'DELETE', headers: { ...headers, cookie } });

  const name = expect.stringMatching(/^\S.*$/);
  expect(linesOf('signed in')).toMatchObject([
    { ...here, level: 30, keyName: name, with: 'API key' },
    { ...here, level: 30, keyName: name, with: 'link' },
  ]);
  expect(linesOf('sign-in refused')).toMatchObject([
    { ...here, level: 40, with: 'API key' },
    { ...here, level: 40, with: 'link' },
  ]);
  expect(linesOf('API key refused')).toMatchObject([
    { ...here, level: 40 },
    { ...here, level: 40, keyName: linesOf('signed in')[0].keyName, reason: 'not of this tenant' },
  ]);
  expect(linesOf('signed out')).toMatchObject([{ ...here, level: 30, keyName: linesOf('signed in')[0].keyName }]);
});

test('an error is logged without the properties that may hold a request, and without credentials in its text', () => {
  const key = makeApiKey();
  const cause = new TypeError(`cannot read Authorization: Bearer ${key} of kv-session-01234567=${key}`);
  const error = Object.assign(new Error(`failed with ${key}`, { cause }), {
    code: 'HPE_INVALID',
    rawPacket: Buffer.from(`Bearer ${key}`),
    request: { headers: { authorization: key } },
  });
  const lines: string[] = [];

  createLogger('trace', { write: (line) => void lines.push(line) }).trace({ err: error }, 'failed');

  const { err } = JSON.parse(lines.join(''));
  expect(err).toEqual({
    type: 'Error',
    message: 'failed with [removed]',
    stack: expect.stringContaining('logger.test.ts'),
    code: 'HPE_INVALID',
    cause: {
      type: 'TypeError',
      message: 'cannot read Authorization: Bearer [removed] of kv-session-01234567=[removed]',
      stack: expect.any(String),
    },
  });
  expectNone(lines.join(''), [key]);
  expect(describeError(`thrown ${key}`)).toEqual({ type: 'string', message: 'thrown [removed]' });
});
