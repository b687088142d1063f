import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startOtherServer } from '#testing/other-server.ts';
import { API_KEY, startTestServer, type TestServer } from '#testing/test-server.ts';
import { createKvClient } from './kv-client.ts';
import type { KvClient } from './kv-types.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.stop());

const clientOf = (url: string) => createKvClient({ url, apiKey: API_KEY });

const CALLS: readonly [string, (kv: KvClient) => Promise<unknown>][] = [
  ['setKeyValue', (kv) => kv.setKeyValue('a', 1)],
  ['getKeyValue', (kv) => kv.getKeyValue('a')],
  ['getPair', (kv) => kv.getPair('a')],
  ['deleteKey', (kv) => kv.deleteKey('a')],
  ['renameKey', (kv) => kv.renameKey('a', 'b')],
  ['listKeys', (kv) => kv.listKeys()],
  ['keys', (kv) => kv.keys().next()],
  ['pairs', (kv) => kv.pairs().next()],
  ['getStatus', (kv) => kv.getStatus()],
];

describe.each(['', '/', '/graphql', '/graphql/', '?a=1', '/#token=x', '/graphql?a=1#b'])(
  'an address that ends in %j',
  (end) => {
    test('reaches the server', async () => {
      expect(await clientOf(`${server.url}${end}`).listKeys()).toEqual([]);
    });
  },
);

describe.each(['/team/kv', '/team/kv/', '/sign-in#token=x', '/default?pair=a', '/session', '/livez', '/graphql/x'])(
  'an address with the path %s, which does not answer GraphQL',
  (path) => {
    test.each(CALLS)('%s says so', async (_, call) => {
      await expect(call(clientOf(`${server.url}${path}`))).rejects.toMatchObject({
        code: 'UNREACHABLE',
        message: 'The server at this address is not a KV Store. The address has a path. Try it without one.',
      });
    });
  },
);

test('a server behind a proxy path is reached', async () => {
  const { port } = new URL(server.url);
  const proxy = createServer((request, response) => {
    const path = /^\/team\/kv(\/.*)?$/.exec(request.url ?? '');
    if (!path) return void response.writeHead(404).end();
    const { method, headers } = request;
    const onward = forward({ port, method, headers, path: path[1] ?? '/' }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  try {
    for (const path of ['/team/kv', '/team/kv/', '/team/kv/graphql']) {
      expect(await clientOf(url + path).listKeys()).toEqual([]);
    }
    await expect(clientOf(url).listKeys()).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: 'The server at this address is not a KV Store.',
    });
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});

test.each([
  ['a page', 200, 'text/html', '<!doctype html><title>Sign in</title>'],
  ['nothing', 204, 'text/plain', ''],
  ['an empty JSON body', 200, 'application/json', ''],
  ['JSON null', 200, 'application/json', 'null'],
  ['a JSON list', 200, 'application/json', '[]'],
  ['other JSON', 200, 'application/json', '{"status":"ok"}'],
  ['data that is null', 200, 'application/json', '{"data":null}'],
  ['data that is text', 200, 'application/json', '{"data":"x"}'],
  ['data without what was asked for', 200, 'application/json', '{"data":{"id":1}}'],
  ['no errors and no data', 200, 'application/json', '{"errors":[]}'],
  ['errors of another API', 404, 'application/json', '{"errors":[{"code":"not_found","title":"Nothing here"}]}'],
  ['errors that are text', 400, 'application/json', '{"errors":["bad request"]}'],
  [
    'errors of another GraphQL',
    400,
    'application/json',
    '{"errors":[{"message":"Cannot query field \\"key_value\\""}]}',
  ],
  ['not found in our words', 404, 'application/json', '{"errors":[{"message":"","extensions":{"code":"NOT_FOUND"}}]}'],
  [
    'another method is wanted',
    405,
    'application/json',
    '{"errors":[{"message":"","extensions":{"code":"BAD_USER_INPUT"}}]}',
  ],
  ['forbidden', 403, 'text/html', '<h1>Forbidden</h1>'],
])('a server that answers with %s is not a KV Store', async (_, status, type, body) => {
  const other = await startOtherServer(status, type, body);
  try {
    for (const [name, call] of CALLS) {
      await expect(call(clientOf(other.url)), name).rejects.toMatchObject({
        name: 'KvError',
        code: 'UNREACHABLE',
        message: 'The server at this address is not a KV Store.',
        details: { status },
      });
    }
  } finally {
    await other.stop();
  }
});

test('an address with a password is refused without showing it', () => {
  expect(() => clientOf('http://me:s3cret@127.0.0.1:4200')).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.not.stringContaining('s3cret') }),
  );
});
