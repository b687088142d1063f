import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { API_KEY, startTestServer } from '#testing/test-server.ts';

/** A connection that the server has taken and answered on. */
async function connectTo(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  socket.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'data');
  return socket;
}

/** Sends a document, and resolves to everything that comes back until the server closes the connection. */
async function ask(socket: Socket, query: string): Promise<string> {
  const body = JSON.stringify({ query });
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${API_KEY}\r\nConnection: close\r\n`;
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  let answer = '';
  for await (const text of socket) answer += text;
  return answer;
}

test('a stop answers what is under way, and only then lets go', async () => {
  const server = await startTestServer({ KV_LICENSE_PAIRS: '1000' });
  // A stop may refuse new connections, so these are open before.
  const sockets = await Promise.all(Array.from({ length: 20 }, () => connectTo(server.url)));

  const writes = sockets.map((socket, index) =>
    ask(socket, `mutation { set_key_value(input: { key: "key ${index}", value: "1" }) { version } }`),
  );
  await Promise.race(writes);
  const [answers] = await Promise.all([Promise.all(writes), server.stop()]);

  // 503 is an answer as well: the client knows that nothing was written, and tries again elsewhere.
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 (?:200 .*"version":1|503 )/s);
  await expect(server.graphql('{ key_value { key } }')).rejects.toThrow();
});

test('a stop does not wait for a connection that nobody uses', async () => {
  const server = await startTestServer();
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  // The server has taken it once it answers on a later one.
  await server.graphql('{ key_value { key } }');
  const closed = once(socket, 'close');

  await server.stop();

  await closed;
});
