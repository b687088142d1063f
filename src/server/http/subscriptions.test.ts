import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type EventStream, FOLLOW, openStream } from '#testing/event-stream.ts';
import { signIn } from '#testing/sign-in.ts';
import { API_KEY, SET, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer();
});

afterEach(() => server.stop());

const set = async (key: string) =>
  (await server.graphql(SET, JSON.stringify({ input: { key, value_text: '1' } }))).json.data.set_key_value;

const nothing = {
  key_value_id: null,
  key: null,
  previous_key: null,
  operation: null,
  version: null,
  created: null,
  created_by: null,
};

const toNext = (key_value_change: object) => ({ event: 'next', data: { data: { key_value_change } } });

const startSession = async () => ({ origin: server.url, cookie: await signIn(server.url) });

async function expectRefused(stream: EventStream): Promise<void> {
  expect(await stream.next()).toMatchObject({
    event: 'next',
    data: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  });
  expect(await stream.next()).toEqual({ event: 'complete', data: undefined });
  expect(await stream.next()).toBeUndefined();
}

describe('a subscription', () => {
  test('is a stream of events, with the headers of every answer, and never compressed', async () => {
    const { response, close } = await openStream(
      server,
      {},
      { authorization: `Bearer ${API_KEY}`, 'accept-encoding': 'gzip, br' },
    );

    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(response.headers.get('content-encoding')).toBeNull();
    close();
  });

  test('tells where it starts, and then every change', async () => {
    await set('before');
    const stream = await openStream(server);
    expect(await stream.next()).toEqual(toNext({ revision: 1, resync: false, ...nothing }));

    const { id } = await set('é/😀');

    expect(await stream.next()).toEqual(
      toNext({
        revision: 2,
        resync: false,
        key_value_id: id,
        key: 'é/😀',
        previous_key: null,
        operation: 'create',
        version: 1,
        created: expect.stringMatching(/^\d{4}-.*Z$/),
        created_by: 'admin',
      }),
    );
  });

  test('goes on after the revision that it is given', async () => {
    for (const key of ['a', 'b', 'c']) await set(key);

    const stream = await openStream(server, { after: 1 });

    expect(await stream.next()).toEqual(toNext({ revision: 1, resync: false, ...nothing }));
    expect(await stream.next()).toMatchObject(toNext({ revision: 2, key: 'b' }));
    expect(await stream.next()).toMatchObject(toNext({ revision: 3, key: 'c' }));
  });

  test('asks for a full refetch if it does not know what is missing', async () => {
    await set('a');

    const stream = await openStream(server, { after: 7 });

    await stream.next();
    expect(await stream.next()).toEqual(toNext({ revision: 1, resync: true, ...nothing }));
  });

  test('ends with its session, at the next change at the latest', async () => {
    const session = await startSession();
    const stream = await openStream(server, {}, session);
    await stream.next();

    await fetch(`${server.url}/session`, { method: 'DELETE', headers: session });
    await set('secret');

    await expectRefused(stream);
  });

  test('ends with its session while nothing changes, too', async () => {
    const session = await startSession();
    const stream = await openStream(server, {}, session);
    await stream.next();

    await fetch(`${server.url}/session`, { method: 'DELETE', headers: session });

    await expectRefused(stream);
  });

  test('ends without an error when the server stops, and does not hold it up', async () => {
    const other = await startTestServer();
    onTestFinished(() => other.stop());
    const streams = await Promise.all(Array.from({ length: 3 }, () => openStream(other)));
    for (const stream of streams) await stream.next();

    await other.stop();

    for (const stream of streams) {
      expect(await stream.next()).toEqual({ event: 'complete', data: undefined });
      expect(await stream.next()).toBeUndefined();
    }
  });

  test('is refused beyond 50 open streams, and accepted again when one is closed', async () => {
    const streams = await Promise.all(Array.from({ length: 50 }, () => openStream(server)));

    const refused = await openStream(server);
    expect(refused.response.status).toBe(429);
    expect(Number(refused.response.headers.get('retry-after'))).toBeGreaterThan(0);

    streams[0]?.close();
    await expect.poll(async () => (await openStream(server)).response.status).toBe(200);
  });
});

describe('what is no stream', () => {
  const post = (query: string, accept: string, variables: object = {}) =>
    server.post(JSON.stringify({ query, variables }), { accept });

  test.each([
    ['without a credential', FOLLOW, {}, { authorization: 'Bearer wrong' }, 200, 'UNAUTHENTICATED'],
    ['a mistake in the document', 'subscription { nope }', {}, {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a revision below 0', FOLLOW, { after: -1 }, {}, 400, 'BAD_USER_INPUT'],
    ['a revision that is none', FOLLOW, { after: 'x' }, {}, 400, 'BAD_USER_INPUT'],
  ])('%s is answered in JSON', async (_, query, variables, headers, status, code) => {
    const answer = await server.post(JSON.stringify({ query, variables }), { accept: 'text/event-stream', ...headers });

    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.status).toBe(status);
    expect(answer.json.errors[0].extensions.code).toBe(code);
  });

  test('a subscription of who takes no stream is refused', async () => {
    const { status, json } = await post(FOLLOW, 'application/graphql-response+json');

    expect(status).toBe(400);
    expect(json.errors[0].message).toContain('text/event-stream');
  });

  test('a query is answered as always, also to who would take a stream', async () => {
    const { status, json } = await post('{ key_value { key } }', 'application/json, text/event-stream');

    expect(status).toBe(200);
    expect(json).toEqual({ data: { key_value: [] } });
  });
});
