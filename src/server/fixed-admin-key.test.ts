import { assert, asyncProperty, constant, oneof, string, stringMatching, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { startTestServer } from '#testing/test-server.ts';
import { makeApiKey } from './auth/secrets.ts';
import { ConfigError, readConfig } from './config.ts';

/** Keys that an operator may choose, many of them close to those the server issues. */
const wanted = oneof(
  stringMatching(/^[A-Za-z][A-Za-z0-9_-]{19,127}$/),
  stringMatching(/^[Kk]vs[_-]?[A-Za-z0-9_-]{16,60}$/),
  stringMatching(/^kvs_[A-Za-z0-9]{49}$/),
  tuple(constant('kvs_'), string({ maxLength: 60 })).map((parts) => parts.join('')),
  constant(undefined).map(makeApiKey),
  string({ maxLength: 130 }),
);

/** Undefined if it is refused, or empty and so unset. */
function readFixedKey(text: string): string | undefined {
  try {
    return readConfig({ KV_ADMIN_API_KEY: text }).adminApiKey;
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return undefined;
  }
}

test('every fixed admin key accepted at start works for requests and sessions', async () => {
  await assert(
    asyncProperty(wanted, async (key) => {
      const accepted = readFixedKey(key);
      if (accepted === undefined) return;
      const server = await startTestServer({ KV_ADMIN_API_KEY: key });
      try {
        const { json } = await server.post('{"query":"{ key_value { key } }"}', {
          authorization: `Bearer ${accepted}`,
        });
        expect(json).toEqual({ data: { key_value: [] } });
        const session = await fetch(`${server.url}/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
          body: JSON.stringify({ api_key: accepted }),
        });
        expect(session.status).toBe(204);
      } finally {
        await server.stop();
      }
    }),
    { numRuns: 60 },
  );
});

test('a key issued by the server can become the fixed one', () => {
  const key = makeApiKey();

  expect(readConfig({ KV_ADMIN_API_KEY: key }).adminApiKey).toBe(key);
});
