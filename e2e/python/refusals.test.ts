import { afterEach, expect, test } from 'vitest';
import { describeWithPython, PythonClient } from '../setup/python.ts';
import { TestServer } from '../setup/server.ts';

const SET = 'mutation ($input: set_key_value_input!) { set_key_value(input: $input) { id } }';

/*
 * The client tries again for 62 seconds when it takes an answer for a failure of the server, and for hours when it is
 * told to slow down: an error that a person must see immediately has to come from one request.
 */
describeWithPython('what the original client is refused', () => {
  let python: PythonClient;

  afterEach(() => python?.remove());

  test('a wrong key, with one request a call', async () => {
    python = await PythonClient.start({}, 'wrong-key');

    const outcomes = await python.callExact([
      '["list_keys"]',
      '["get_key_value","a"]',
      '["set_key_value","a",1]',
      '["delete_key","a"]',
    ]);

    for (const outcome of outcomes) {
      expect(outcome).toMatch(/^\{"error":"AuthorizationError","message":.*UNAUTHENTICATED/);
    }
    expect(python.takeRequestCount()).toBe(4);
  });

  test('a pair more than the licence allows, with one request, while overwriting works', async () => {
    python = await PythonClient.start({ KV_LICENSE_PAIRS: '2' }, TestServer.apiKey);
    await python.callExact(['["set_key_value","a",1]', '["set_key_value","b",1]']);
    python.takeRequestCount();

    const refused = await python.call(['set_key_value', 'c', 's3cret']);
    expect(python.takeRequestCount()).toBe(1);
    const overwritten = await python.call(['set_key_value', 'b', 2]);

    expect(refused.error).toBe('ClientError');
    expect(refused.message).toContain('LICENSE_LIMIT_REACHED');
    expect(refused.message).not.toContain('s3cret');
    expect(overwritten).not.toHaveProperty('error');
    expect(await python.call(['list_keys'])).toEqual({ result: ['a', 'b'] });
  });

  test('a value that is too large: by the client over 10 KB, by the server over 1 MiB, with one request', async () => {
    python = await PythonClient.start({}, TestServer.apiKey);
    const setDirectly = (characters: number) =>
      python.call(['graphql', SET, { input: { key: 'large', value: 'x'.repeat(characters) } }]);

    expect(await python.call(['set_key_value', 'large', 'x'.repeat(10_000)])).toEqual({
      error: 'ValueError',
      message: 'Value payload exceedes 10 KB limit.',
    });
    expect(python.takeRequestCount()).toBe(0);

    // With its quotes one byte more than is allowed.
    const { error, message } = await setDirectly(1_048_575);
    expect(error).toBe('ClientError');
    expect(message).toContain('VALUE_TOO_LARGE');
    expect(python.takeRequestCount()).toBe(1);
    expect(await python.server.get('large')).toBeUndefined();

    expect(await setDirectly(1_048_574)).not.toHaveProperty('error');
    expect((await python.server.get('large'))?.length).toBe(1_048_576);
  });

  test('a request that is too large to be read, with one request', async () => {
    python = await PythonClient.start({}, TestServer.apiKey);

    const { error, message } = await python.call([
      'graphql',
      SET,
      { input: { key: 'a', value: 'x'.repeat(5_000_000) } },
    ]);

    expect(error).toBe('HTTPError');
    expect(message).toContain('413');
    expect(python.takeRequestCount()).toBe(1);
  });

  test('NaN, a key that is missing and a document that is none, with one request each', async () => {
    python = await PythonClient.start({}, TestServer.apiKey);

    const [nan = '', missing = '', syntax = ''] = await python.callExact([
      '["set_key_value","a",NaN]',
      '["delete_key","missing"]',
      '["graphql","query {"]',
    ]);

    expect(nan).toMatch(/^\{"error":"ClientError","message":.*BAD_USER_INPUT/);
    expect(missing).toBe('{"error":"ValueError","message":"No key missing found to delete"}');
    expect(syntax).toMatch(/^\{"error":"ClientError","message":.*GRAPHQL_PARSE_FAILED/);
    expect(python.takeRequestCount()).toBe(3);
  });
});
