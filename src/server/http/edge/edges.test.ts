import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncProperty, assert as check, constantFrom, string, tuple } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConnection } from '#testing/raw-connection.ts';
import { API_KEY, startTestServer, type TestServer } from '#testing/test-server.ts';

const INDEX = '<!doctype html><title>KV Store</title>';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let uiDirectory: string;
let server: TestServer;

beforeAll(async () => {
  uiDirectory = await mkdtemp(join(tmpdir(), 'kv-ui-'));
  await writeFile(join(uiDirectory, 'index.html'), INDEX);
  server = await startTestServer({}, { uiDirectory, limits: { requestMs: 1_000, headersMs: 200, checkMs: 20 } });
});

afterAll(async () => {
  await server.stop();
  await rm(uiDirectory, { recursive: true });
});

interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends lines, to which it adds the end of the headers, and reads one answer. */
async function ask(...lines: readonly string[]): Promise<RawAnswer> {
  return await askRaw(`${[...lines, 'connection: close'].join('\r\n')}\r\n\r\n`);
}

async function askRaw(text: string): Promise<RawAnswer> {
  const connection = await openConnection(server);
  connection.write(text);
  const received = await connection.closed();
  const [head = '', body = ''] = received.split(/\r\n\r\n(.*)/s);
  const [first = '', ...headers] = head.split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(headers.map((line) => line.toLowerCase().split(/: (.*)/))),
    body,
  };
}

function expectSecure({ headers }: RawAnswer): void {
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'x-request-id': expect.stringMatching(UUID),
  });
}

/** An error in our shape, under the id of its header, which the log has too. */
async function expectError(answer: RawAnswer, status: number, code: string): Promise<void> {
  expectSecure(answer);
  expect(answer.status).toBe(status);
  const id = answer.headers['x-request-id'];
  expect(JSON.parse(answer.body)).toEqual({
    errors: [{ message: expect.any(String), extensions: { code, request_id: id } }],
    data: null,
  });
  await expect.poll(() => server.log.join('')).toContain(`"reqId":"${id}"`);
}

describe('an address that cannot be decoded', () => {
  test.each(['/%', '/team/kv/100%', '/team/kv/%ff?tab=%', '/%c3%28', '/%2', '/a%zz#%'])(
    '%s is a page of the app, with all headers',
    async (path) => {
      const answer = await ask(`GET ${path} HTTP/1.1`, 'host: localhost');

      expectSecure(answer);
      expect(answer.status).toBe(200);
      expect(answer.body).toBe(INDEX);
    },
  );

  test('does not get past the check of the host', async () => {
    await expectError(await ask('GET /% HTTP/1.1', 'host: evil.example'), 421, 'FORBIDDEN');
  });

  test.each(['POST /%', 'DELETE /team/%', 'GET /assets/%', 'GET /graphql/%', 'BREW /%'])(
    'is not repeated by the answer: %s',
    async (line) => {
      const { status, body } = await ask(`${line} HTTP/1.1`, 'host: localhost');

      expect([400, 404]).toContain(status);
      expect(body).not.toContain('%');
    },
  );
});

test('whatever the address is, the answer has the headers and is a page or an error of ours', async () => {
  const piece = constantFrom(
    '%',
    '%2',
    '%25',
    '%ff',
    '%2f',
    '/',
    '//',
    'a',
    '?',
    '#',
    ';',
    '..',
    'http:',
    '://',
    '*',
    '\\',
  );
  const method = constantFrom('GET', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PUT');
  await check(
    asyncProperty(method, tuple(piece, piece, piece, piece), string({ maxLength: 8 }), async (verb, pieces, more) => {
      const path = `/${pieces.join('')}${more.replace(/[^!-~]/g, '')}`;
      const answer = await ask(`${verb} ${path} HTTP/1.1`, 'host: localhost');
      expectSecure(answer);
      if (answer.body !== INDEX && answer.body !== '') {
        expect(JSON.parse(answer.body)).toHaveProperty(
          'errors[0].extensions.request_id',
          answer.headers['x-request-id'],
        );
      }
    }),
    { numRuns: 200 },
  );
});

describe('the host of a request', () => {
  test.each([
    ['none', ['GET /livez HTTP/1.1'], 400, 'BAD_USER_INPUT'],
    ['none in HTTP/1.0', ['GET /livez HTTP/1.0'], 400, 'BAD_USER_INPUT'],
    ['two', ['GET /livez HTTP/1.1', 'host: localhost', 'Host: evil.example'], 400, 'BAD_USER_INPUT'],
    ['the same twice', ['GET /livez HTTP/1.1', 'host: localhost', 'host: localhost'], 400, 'BAD_USER_INPUT'],
    ['empty', ['GET /livez HTTP/1.1', 'host:'], 421, 'FORBIDDEN'],
    ['in the address', ['GET http://evil.example/livez HTTP/1.1', 'host: localhost'], 421, 'FORBIDDEN'],
    ['only in the address', ['GET http://localhost/livez HTTP/1.1', 'host: evil.example'], 421, 'FORBIDDEN'],
    ['with a user', ['GET http://a@localhost/livez HTTP/1.1', 'host: localhost'], 421, 'FORBIDDEN'],
    ['in an address of nothing', ['GET x:///livez HTTP/1.1', 'host: localhost'], 421, 'FORBIDDEN'],
  ] as const)('is checked: %s', async (_, lines, status, code) => {
    await expectError(await ask(...lines), status, code);
  });

  test('may be in the address as well', async () => {
    const answer = await ask('GET http://LOCALHOST:4200/livez?a HTTP/1.1', 'host: localhost');

    expect(answer.status).toBe(200);
    expect(answer.body).toBe('{"status":"ok"}');
  });
});

describe('what never becomes a request is an error like any other', () => {
  const secret = `authorization: Bearer ${API_KEY}`;

  test.each([
    ['no HTTP', `kv get a\r\n${secret}\r\n\r\n`, 400],
    [
      'two lengths',
      `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n${secret}\r\n\r\n`,
      400,
    ],
    [
      'headers that are too long',
      `GET / HTTP/1.1\r\nhost: localhost\r\n${secret}\r\na: ${'a'.repeat(70_000)}\r\n\r\n`,
      431,
    ],
    ['headers that stop', `GET / HTTP/1.1\r\nhost: localhost\r\n${secret}\r\n`, 408],
    [
      'a body that stops',
      `POST / HTTP/1.1\r\nhost: localhost\r\n${secret}\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{`,
      408,
    ],
  ])('%s', async (_, text, status) => {
    await expectError(await askRaw(text), status, 'BAD_USER_INPUT');
  });

  test('and never takes the place of the answer to an earlier request', async () => {
    const body = '{"query":"mutation { set_key_value(input: { key: \\"a\\", value: 1 }) { version } }"}';
    const connection = await openConnection(server);

    connection.write(
      `POST / HTTP/1.1\r\nhost: localhost\r\n${secret}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}kv\r\n\r\n`,
    );

    expect(await connection.closed()).not.toContain('HTTP/1.1 400');
  });
});

test('an expectation that the server does not know is ignored', async () => {
  const answer = await ask('GET /livez HTTP/1.1', 'host: localhost', 'expect: a miracle');

  expect(answer.status).toBe(200);
  expectSecure(answer);
});

describe('every error of a document has the id of its request', () => {
  test.each([
    ['that is not GraphQL', '{"query":"{"}'],
    ['that does not fit the schema', '{"query":"{ nothing }"}'],
    [
      'with variables that are wrong',
      '{"query":"query ($key: String!) { key_value(where: { key: { _eq: $key } }) { key } }"}',
    ],
    ['that cannot be run', '{"query":"{ key_value(limit: -1) { key } }"}'],
    ['without JSON', '{'],
    ['that is a subscription', '{"query":"subscription { key_value_change { key } }"}'],
  ])('%s', async (_, body) => {
    const { headers, json } = await server.post(body);

    const id = headers.get('x-request-id');
    expect(id).toMatch(UUID);
    expect(json.errors).not.toHaveLength(0);
    for (const { extensions } of json.errors) expect(extensions.request_id).toBe(id);
    await expect.poll(() => server.log.filter((line) => line.includes(`"reqId":"${id}"`))).toHaveLength(1);
  });

  test('that the server chooses', async () => {
    const { headers } = await server.post('{"query":"{ key_value { key } }"}', { 'x-request-id': 'mine' });

    expect(headers.get('x-request-id')).toMatch(UUID);
  });
});
