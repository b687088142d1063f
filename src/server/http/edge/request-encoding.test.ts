import { once } from 'node:events';
import { Agent, type IncomingMessage, request as openRequest } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_KEY, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.stop());

/** 64 MiB of nothing, small once it is compressed. */
const BOMB = Buffer.alloc(64 * 1024 * 1024);
const BODIES: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  br: Uint8Array.from(brotliCompressSync(BOMB)),
  gzip: Uint8Array.from(gzipSync(BOMB)),
  deflate: Uint8Array.from(deflateSync(BOMB)),
  // Magic number of zstd, then nothing that it could be.
  zstd: Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]),
  'gzip, br': Uint8Array.from(gzipSync(BOMB)),
  'x-unknown': new Uint8Array(10),
};

const post = (path: string, encoding: string | undefined) =>
  fetch(server.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      ...(encoding !== undefined && { 'content-encoding': encoding }),
    },
    body: BODIES[encoding ?? ''] ?? '{}',
  });

describe.each(['/', '/graphql', '/session', '/not-there'])('POST %s', (path) => {
  test.each(Object.keys(BODIES))('with a body in %s is refused as it is', async (encoding) => {
    const response = await post(path, encoding);

    expect(response.status).toBe(415);
    expect(response.headers.get('accept-encoding')).toBe('identity');
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('uncompressed'), extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test('with the encoding "identity" is answered like any other', async () => {
    const plain = await post(path, undefined);
    const identity = await post(path, 'Identity');

    expect(identity.status).toBe(plain.status);
    const idOf = ({ headers }: Response) => headers.get('x-request-id') ?? '';
    expect((await identity.text()).replace(idOf(identity), '')).toBe((await plain.text()).replace(idOf(plain), ''));
    expect(plain.status).not.toBe(415);
  });
});

test('the refusal comes before the body, and the connection goes on', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const open = (headers: Readonly<Record<string, string | number>>) =>
    openRequest(`${server.url}/graphql`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}`, ...headers },
    });
  const LENGTH = 3 * 1024 * 1024;
  const first = open({ 'content-encoding': 'br', 'content-length': LENGTH });
  first.write(Buffer.alloc(1_024));
  const [refusal] = (await once(first, 'response')) as [IncomingMessage];
  expect(refusal.statusCode).toBe(415);
  refusal.resume();
  first.end(Buffer.alloc(LENGTH - 1_024));
  await once(refusal, 'close');

  const second = open({});
  second.end('{"query":"{ key_value { key } }"}');
  const [answer] = (await once(second, 'response')) as [IncomingMessage];

  expect(answer.statusCode).toBe(200);
  expect(second.reusedSocket).toBe(true);
  agent.destroy();
});
