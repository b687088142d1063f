import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_KEY, startTestServer, type TestServer } from '#testing/test-server.ts';

const VALUES = 50;
const VALUE = `"${'é'.repeat(400_000)}"`;

let directory: string;
let server: TestServer;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kv-answers-'));
  server = await startTestServer({
    KV_DATABASE_URL: `file:${join(directory, 'kv.sqlite')}`,
    KV_QUERY_SECONDS: '1',
    KV_LICENSE_PAIRS: '1000',
  });
  for (let at = 0; at < VALUES; at += 1) {
    await server.graphql(
      'mutation ($key: String!, $value: JSON) { set_key_value(input: { key: $key, value: $value }) { id } }',
      `{"key":"${at}","value":${VALUE}}`,
    );
  }
});
afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true });
});

function open(query: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` },
    });
    sent.on('response', resolve).on('error', reject).end(JSON.stringify({ query }));
  });
}

const megabytes = () => process.memoryUsage().rss / 2 ** 20;

test('all values at once, three times and for four clients, are answered whole within bounded memory', async () => {
  const aliases = Array.from({ length: 3 }, (_, at) => `a${at}: key_value { id key value }`).join(' ');
  const before = megabytes();
  let most = before;

  const sizes = await Promise.all(
    Array.from({ length: 4 }, async () => {
      let size = 0;
      for await (const chunk of await open(`{ ${aliases} }`)) {
        size += (chunk as Buffer).length;
        most = Math.max(most, megabytes());
      }
      return size;
    }),
  );

  const least = 3 * VALUES * Buffer.byteLength(VALUE);
  for (const size of sizes) expect(size).toBeGreaterThan(least);
  // 480 MB were sent.
  expect(most - before).toBeLessThan(200);
});

test('a query that is too expensive is refused with its code, its path and what to do', async () => {
  const conditions = Array.from({ length: 900 }, (_, at) => ({ key: { _ilike: `%é_${at}_%x%` } }));
  for (let round = 0; round < 30; round += 1) {
    await Promise.all(
      Array.from({ length: 15 }, (_, at) =>
        server.graphql(
          `mutation { set_key_value(input: { key: "${'é'.repeat(500)}${round}.${at}", value: 1 }) { id } }`,
        ),
      ),
    );
  }
  const aliases = Array.from({ length: 20 }, (_, at) => `a${at}: key_value(where: $where) { id }`).join(' ');

  const { json } = await server.graphql(
    `query ($where: key_value_bool_exp) { ${aliases} }`,
    JSON.stringify({ where: { _or: conditions } }),
  );

  expect(json.data).toBeNull();
  expect(json.errors).toMatchObject([
    { path: [expect.stringMatching(/^a/)], extensions: { code: 'QUERY_TOO_EXPENSIVE' } },
  ]);
  expect(json.errors[0].message).toContain('Ask for fewer conditions');
});
