import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, startTestServer, type TestServer } from '#testing/test-server.ts';
import { createKvClient } from './kv-client.ts';
import type { KvClient } from './kv-types.ts';

let server: TestServer;
let kv: KvClient;

beforeEach(async () => {
  server = await startTestServer({ KV_LICENSE_PAIRS: '2000' });
  kv = createKvClient({ url: server.url, apiKey: API_KEY });
});

afterEach(() => server.stop());

async function collect(keys: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const key of keys) all.push(key);
  return all;
}

describe('values', () => {
  test.each([['text'], [''], [0], [1.5], [1e21], [true], [null], [[]], [{ a: { b: [1, 'ü\u2028', null] } }]])(
    'the JavaScript value %j comes back as it was',
    async (value) => {
      await kv.setKeyValue('a', value);

      expect(await kv.getKeyValue('a')).toEqual(value);
    },
  );

  test.each(['12345678901234567890', '1.0', '1e400', '-0', '{"b":1,"a":2,"a":3}', String.raw`"\u00e9"`])(
    'the text %s comes back exactly',
    async (text) => {
      await kv.setKeyValueText('a', text);

      expect(await kv.getKeyValueText('a')).toBe(text);
    },
  );

  test('only white space is removed from a text', async () => {
    await kv.setKeyValueText('a', ' {\n "a b" : [ 1.0 ] }\n');

    expect(await kv.getKeyValueText('a')).toBe('{"a b":[1.0]}');
  });

  test('a value with digits that JavaScript would round is refused instead of rounded', async () => {
    await kv.setKeyValueText('a', '{"at":1637000000123456789}');

    await expect(kv.getKeyValue('a')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('getKeyValueText'),
    });
  });
});

describe('writing', () => {
  test('overwrites and keeps the id', async () => {
    const id = await kv.setKeyValue('a', 1);

    expect(await kv.setKeyValue('a', 2)).toBe(id);
    expect(await kv.getPair('a')).toMatchObject({ id, key: 'a', version: 2, valueText: '2', updatedBy: 'admin' });
  });

  test('with another expected version changes nothing', async () => {
    await kv.setKeyValue('a', 1);
    await kv.setKeyValue('a', 2);

    await expect(kv.setKeyValue('a', 3, { expectedVersion: 1 })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { current_version: 2 },
    });
    await expect(kv.deleteKey('a', { expectedVersion: 1 })).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(await kv.getKeyValue('a')).toBe(2);
  });

  test('is refused before sending if the server would refuse it, with the same code', async () => {
    await expect(kv.setKeyValueText('a', '{"a":}')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { offset: 5 },
    });
    await expect(kv.setKeyValue('a', 'x'.repeat(1_048_576))).rejects.toMatchObject({ code: 'VALUE_TOO_LARGE' });
    await expect(kv.setKeyValueText('a', '['.repeat(513) + ']'.repeat(513))).rejects.toMatchObject({
      code: 'VALUE_TOO_DEEP',
    });
    expect(await kv.listKeys()).toEqual([]);
  });

  test('a key that is not valid Unicode reaches no other key', async () => {
    await expect(kv.setKeyValue('a\ud800', 1)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await kv.listKeys()).toEqual([]);
  });
});

test('a missing key is NOT_FOUND in every call that needs it', async () => {
  for (const call of [kv.getKeyValue('a'), kv.getKeyValueText('a'), kv.getPair('a'), kv.deleteKey('a')]) {
    await expect(call).rejects.toMatchObject({ name: 'KvError', code: 'NOT_FOUND' });
  }
});

test('a deletion without an expected version succeeds despite a change at the same moment', async () => {
  await kv.setKeyValue('a', 1);
  let isFirst = true;
  const racing = createKvClient({
    url: server.url,
    apiKey: API_KEY,
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      // Between the lookup and the deletion.
      if (isFirst) await kv.setKeyValue('a', 2);
      isFirst = false;
      return answer;
    },
  });

  expect(await racing.deleteKey('a')).toBe(true);
  expect(await kv.listKeys()).toEqual([]);
});

describe('listing', () => {
  test('treats a prefix literally, and is in order of UTF-8 bytes', async () => {
    for (const key of ['a%b', 'a_b', 'aXb', 'A%b', '\u{1f600}', '\uffee']) await kv.setKeyValue(key, 1);

    expect(await kv.listKeys({ prefix: 'a%' })).toEqual(['a%b']);
    expect(await collect(kv.keys({ prefix: 'a_' }))).toEqual(['a_b']);
    expect(await kv.listKeys()).toEqual(['A%b', 'a%b', 'aXb', 'a_b', '\uffee', '\u{1f600}']);
    expect(await collect(kv.keys())).toEqual(await kv.listKeys());
  });

  test('page by page misses nothing when earlier keys are deleted', async () => {
    const keys = Array.from({ length: 1_200 }, (_, index) => `key ${String(index).padStart(4, '0')}`);
    // A hundred at a time: each request opens a connection, and the server accepts a thousand.
    for (let start = 0; start < keys.length; start += 100) {
      await Promise.all(keys.slice(start, start + 100).map((key) => kv.setKeyValue(key, 1)));
    }
    const seen: string[] = [];

    for await (const { key } of kv.pairs({ prefix: 'key' })) {
      seen.push(key);
      if (seen.length === 500) await Promise.all(keys.slice(0, 100).map((gone) => kv.deleteKey(gone)));
    }

    expect(seen).toEqual(keys);
  });
});

test('the status has the team and the licence usage', async () => {
  await kv.setKeyValue('a', 1);

  expect(await kv.getStatus()).toEqual({
    tenant: { id: expect.any(String), name: 'Default', slug: 'default' },
    userName: 'admin',
    pairs: { used: 1, limit: 2_000 },
  });
});

test('a wrong key, a foreign team and text that is not an address are refused', async () => {
  const wrongKey = createKvClient({ url: server.url, apiKey: 'wrong' });
  const foreign = createKvClient({
    url: server.url,
    apiKey: API_KEY,
    tenantId: '00000000-0000-4000-8000-000000000000',
  });

  await expect(wrongKey.listKeys()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await expect(foreign.listKeys()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(() => createKvClient({ url: 'localhost:4200', apiKey: API_KEY })).toThrow(
    'The server address must look like http://127.0.0.1:4200.',
  );
  expect(() => createKvClient({ url: server.url, apiKey: 'schlüssel' })).toThrow('can contain only letters');
});
