import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { SET, startTestServer } from '#testing/test-server.ts';

test('a stop answers what is under way, and only then lets go', async () => {
  const server = await startTestServer({ KV_LICENSE_PAIRS: '1000' });
  // Open connections: a stop may refuse new ones.
  await Promise.all(Array.from({ length: 20 }, () => server.graphql('{ key_value { key } }')));

  const writes = Array.from({ length: 20 }, (_, index) =>
    server.graphql(SET, JSON.stringify({ input: { key: `key ${index}`, value_text: '1' } })),
  );
  await Promise.race(writes);
  const [answers] = await Promise.all([Promise.all(writes), server.stop()]);

  // 503 is an answer as well: the client knows that nothing was written, and tries again elsewhere.
  for (const { status, json } of answers) {
    expect(status === 200 ? json.data.set_key_value.version : status).toBeOneOf([1, 503]);
  }
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
