import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConnection, postHead } from '#testing/raw-connection.ts';
import { API_KEY, SET, startTestServer, type TestServer } from '#testing/test-server.ts';

const MIB = 1024 * 1024;
/** Long enough that no test reaches it by accident. */
const STALL_MS = 100_000;

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({}, { limits: { stallMs: STALL_MS } });
});

afterEach(() => server.stop());

const restart = async (limits: NonNullable<Parameters<typeof startTestServer>[1]>['limits']) => {
  await server.stop();
  server = await startTestServer({}, { limits: { stallMs: STALL_MS, ...limits } });
};

describe.each(['/', '/graphql'])('POST %s without a valid key', (path) => {
  test.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer wrong-key' }],
    ['a cookie that is no session', { cookie: 'kv-session-00000000=x', 'sec-fetch-site': 'same-origin' }],
  ])('is answered by its headers: %s', async (_, headers) => {
    const connection = await openConnection(server);

    // The rest of the body never comes.
    connection.write(postHead(path, { ...headers, 'content-length': 4 * MIB }));

    const answer = await connection.until(/"data":null\}/);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('"UNAUTHENTICATED"');
  });

  test('is refused while sending for ever, and cut off then', async () => {
    await restart({ discardedBytes: MIB });
    const connection = await openConnection(server);
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const sendForEver = () => void connection.socket.write(piece, (error) => error ?? sendForEver());

    connection.write(postHead(path, { 'transfer-encoding': 'chunked' }));
    sendForEver();

    expect(await connection.closed()).toContain('"UNAUTHENTICATED"');
  });

  test('and with a body that stops is cut off', async () => {
    await restart({ stallMs: 20 });
    const connection = await openConnection(server);

    connection.write(`${postHead(path, { 'content-length': 4 * MIB })}{`);

    expect(await connection.closed()).toContain('"UNAUTHENTICATED"');
  });

  test('with a whole body keeps its connection', async () => {
    const connection = await openConnection(server);
    const body = 'x'.repeat(3 * MIB);

    connection.write(postHead(path, { 'content-length': body.length }));
    connection.write(body);
    await connection.until(/"data":null\}/);
    connection.write('GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n');

    expect(await connection.until(/"status":"ok"/)).toContain('HTTP/1.1 200');
  });

  test('reads the answer if the connection ends with it', async () => {
    const connection = await openConnection(server);

    connection.write(postHead(path, { 'content-length': 3 * MIB, connection: 'close' }));
    connection.write('x'.repeat(3 * MIB));

    expect(await connection.closed()).toContain('"UNAUTHENTICATED"');
  });
});

describe('bodies are cut', () => {
  test('at 64 KiB for a sign-in', async () => {
    const signIn = (length: number) =>
      fetch(`${server.url}/session`, {
        method: 'POST',
        headers: { 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ api_key: 'x'.repeat(length - 14) }),
      });

    expect((await signIn(64 * 1024)).status).toBe(401);
    expect((await signIn(64 * 1024 + 1)).status).toBe(413);
  });

  test('at 64 KiB for a sign-in that never ends', async () => {
    const connection = await openConnection(server);

    connection.write(postHead('/session', { 'sec-fetch-site': 'same-origin', 'transfer-encoding': 'chunked' }));
    connection.write(`20000\r\n${'x'.repeat(0x20000)}\r\n`);

    expect(await connection.until(/"data":null\}/)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('before they are read where nothing takes them', async () => {
    const connection = await openConnection(server);

    connection.write(postHead('/not-there', { 'content-length': 4 * MIB }));

    expect(await connection.until(/"data":null\}/)).toMatch(/^HTTP\/1\.1 404 /);
  });

  test('at 4 MiB with a key, and the connection goes on', async () => {
    const connection = await openConnection(server);
    const body = 'x'.repeat(5 * MIB);

    connection.write(postHead('/', { authorization: `Bearer ${API_KEY}`, 'content-length': body.length }));
    connection.write(body);
    expect(await connection.until(/"data":null\}/)).toMatch(/^HTTP\/1\.1 413 .*at most 4194304 bytes/s);
    connection.write('GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n');

    expect(await connection.until(/"status":"ok"/)).toContain('HTTP/1.1 200');
  });
});

test('a key that is revoked while the body is on its way changes nothing', async () => {
  const { user_id } = (await server.graphql('{ auth_info { user_id } }')).json.data.auth_info;
  const { json } = await server.graphql(
    `mutation { create_api_key(input: { name: "ci", user_id: "${user_id}" }) { id key } }`,
  );
  const { id, key } = json.data.create_api_key;
  const body = JSON.stringify({ query: SET, variables: { input: { key: 'a', value: 1 } } });
  const connection = await openConnection(server);

  const authorization = `Bearer ${key}`;
  connection.write(postHead('/', { authorization, 'content-length': body.length, expect: '100-continue' }));
  await connection.until(/^HTTP\/1\.1 100 /);
  await server.graphql(`mutation { delete_api_key(input: { key_id: "${id}" }) { success } }`);
  connection.write(body);

  expect(await connection.until(/"data":null\}/)).toContain('"UNAUTHENTICATED"');
  expect((await server.graphql('{ key_value { key } }')).json.data.key_value).toEqual([]);
});
