import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openStream } from '#testing/event-stream.ts';
import { openConnection, postHead } from '#testing/raw-connection.ts';
import { API_KEY, SET, startTestServer, type TestServer } from '#testing/test-server.ts';
import type { HttpLimits } from './limits.ts';

/** More than the system keeps for a connection that nobody reads. */
const ASSET_BYTES = 32 * 1024 * 1024;
const GET_ASSET = 'GET /assets/large.js HTTP/1.1\r\nhost: localhost\r\n\r\n';
const GET_LIVEZ = 'GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n';

let uiDirectory: string;
let server: TestServer;

beforeAll(async () => {
  uiDirectory = await mkdtemp(join(tmpdir(), 'kv-ui-'));
  await mkdir(join(uiDirectory, 'assets'));
  await writeFile(join(uiDirectory, 'index.html'), '<!doctype html>');
  await writeFile(join(uiDirectory, 'assets/large.js'), Buffer.alloc(ASSET_BYTES, ' '));
  return () => rm(uiDirectory, { recursive: true });
});

afterEach(() => server.stop());

const start = async (limits: Partial<HttpLimits>) => {
  server = await startTestServer({}, { limits, uiDirectory });
};

const logged = (text: string) => server.log.filter((line) => line.includes(text));

describe('a client that does not read is cut off', () => {
  test('of a large file', async () => {
    await start({ stallMs: 50 });
    const connection = await openConnection(server);
    connection.socket.pause();

    connection.write(GET_ASSET);
    await expect.poll(() => logged('does not read its answer')).toHaveLength(1);
    connection.socket.resume();

    expect((await connection.closed()).length).toBeLessThan(ASSET_BYTES);
  });

  test('of a large answer', async () => {
    await start({ stallMs: 50 });
    const value = 'x'.repeat(1_000_000);
    for (let index = 0; index < 30; index += 1) {
      await server.graphql(SET, JSON.stringify({ input: { key: `key ${index}`, value } }));
    }
    const connection = await openConnection(server);
    connection.socket.pause();

    const body = '{"query":"{ key_value { value } }"}';
    connection.write(postHead('/', { authorization: `Bearer ${API_KEY}`, 'content-length': body.length }) + body);
    await expect.poll(() => logged('does not read its answer')).toHaveLength(1);
    connection.socket.resume();

    expect((await connection.closed()).length).toBeLessThan(30_000_000);
  });

  test('but not of a stream that is only quiet', async () => {
    await start({ stallMs: 50 });
    const stream = await openStream(server, {});
    await stream.next();
    // Opened later, and already cut off.
    const connection = await openConnection(server);
    connection.socket.pause();
    connection.write(GET_ASSET);
    await expect.poll(() => logged('does not read its answer')).toHaveLength(1);

    await server.graphql(SET, '{"input":{"key":"a","value":1}}');

    expect((await stream.next())?.data).toMatchObject({ data: { key_value_change: { key: 'a' } } });
  });
});

test('a body that stops is refused in time, with a key as well', async () => {
  await start({ requestMs: 100, headersMs: 100, checkMs: 20 });
  const connection = await openConnection(server);

  connection.write(`${postHead('/', { authorization: `Bearer ${API_KEY}`, 'content-length': 100 })}{`);

  expect(await connection.closed()).toMatch(/^HTTP\/1\.1 408 /);
});

describe('one address', () => {
  test('cannot take all connections', async () => {
    await start({ connectionsPerAddress: 3 });
    const connections = await Promise.all([1, 2, 3].map(() => openConnection(server)));
    for (const connection of connections) {
      connection.write(GET_LIVEZ);
      await connection.until(/"ok"/);
    }

    // More than once, and still one line in the log.
    expect(await (await openConnection(server)).closed()).toBe('');
    expect(await (await openConnection(server)).closed()).toBe('');

    expect(logged('too many connections from one address')).toHaveLength(1);
    const other = await openConnection(server, { localAddress: '127.0.0.2' });
    other.write(GET_LIVEZ);
    expect(await other.until(/"ok"/)).toContain('HTTP/1.1 200');
    connections[0]?.socket.destroy();
    await expect
      .poll(async () => {
        const next = await openConnection(server);
        next.write(GET_LIVEZ);
        return Promise.race([next.closed(), next.until(/"ok"/).catch(() => '')]);
      })
      .toContain('HTTP/1.1 200');
  });

  test('and more addresses cannot open more than the server has', async () => {
    await start({ connections: 2 });
    const connections = await Promise.all(
      ['127.0.0.1', '127.0.0.2'].map((localAddress) => openConnection(server, { localAddress })),
    );
    for (const connection of connections) {
      connection.write(GET_LIVEZ);
      await connection.until(/"ok"/);
    }

    expect(await (await openConnection(server, { localAddress: '127.0.0.3' })).closed()).toBe('');
  });
});

describe('requests sent before the last one is answered', () => {
  test('are answered in their order', async () => {
    await start({});
    const connection = await openConnection(server);

    connection.write(
      GET_LIVEZ +
        GET_LIVEZ +
        GET_LIVEZ.replace('/livez', '/readyz').replace('\r\n\r\n', '\r\nconnection: close\r\n\r\n'),
    );

    expect((await connection.closed()).match(/HTTP\/1\.1 200/g)).toHaveLength(3);
  });

  test('end the connection if they are many', async () => {
    await start({ waitingRequests: 5 });
    const connection = await openConnection(server);
    connection.socket.pause();
    onTestFinished(() => void connection.socket.destroy());

    connection.write(GET_ASSET.repeat(6));
    connection.socket.resume();

    expect((await connection.closed()).length).toBeLessThan(ASSET_BYTES);
  });
});
