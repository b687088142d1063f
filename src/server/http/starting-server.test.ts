import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../config.ts';
import { StartingServer } from './starting-server.ts';

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startOnFreePort() {
  const port = await findFreePort();
  const server = new StartingServer(readConfig({ KV_PORT: String(port) }));
  await server.listen();
  onTestFinished(() => server.close());
  return { server, url: `http://127.0.0.1:${port}` };
}

test('while the database is prepared, the process answers that it lives, and is not ready', async () => {
  const { url } = await startOnFreePort();

  const lives = await fetch(`${url}/livez`);
  const ready = await fetch(`${url}/readyz`);
  const query = await fetch(`${url}/graphql`, { method: 'POST', body: '{"query":"{ key_value { key } }"}' });

  expect([lives.status, await lives.json()]).toEqual([200, { status: 'ok' }]);
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'starting' }]);
  expect(query.status).toBe(503);
  expect(query.headers.get('retry-after')).toBe('5');
  expect(query.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await query.json()).toEqual({
    data: null,
    errors: [
      {
        message: expect.stringMatching(/^The server is starting/),
        extensions: { code: 'UNAVAILABLE', request_id: query.headers.get('x-request-id') },
      },
    ],
  });
});

test('the address is free for the server afterwards, though a request was under way', async () => {
  const { server, url } = await startOnFreePort();
  const request = fetch(`${url}/graphql`, {
    method: 'POST',
    body: new ReadableStream(),
    duplex: 'half',
  } as RequestInit);
  request.catch(() => {});

  await server.close();
  await server.close();

  const next = createServer().listen(Number(new URL(url).port), '127.0.0.1');
  await new Promise((resolve, reject) => next.once('listening', resolve).once('error', reject));
  await new Promise((resolve) => next.close(resolve));
});
