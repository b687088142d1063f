import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_KEY, GET, SET, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.stop());

const query = (text: string) => JSON.stringify({ query: text });

describe('a request that is not GraphQL is a 400 with a code', () => {
  test.each([
    ['no body', ''],
    ['no JSON', 'query { key_value { key } }'],
    ['cut JSON', '{"query":"{ key_value { key } }"'],
    ['more behind the JSON', '{"query":"{ key_value { key } }"}}'],
    ['a batch', `[${query('{ key_value { key } }')}]`],
    ['a number', '5'],
    ['no query', '{"variables":{}}'],
    ['a query that is not text', '{"query":["{ key_value { key } }"]}'],
    ['an empty query', '{"query":""}'],
    ['variables that are a list', '{"query":"{ key_value { key } }","variables":[1]}'],
    ['variables that are no JSON', '{"query":"{ key_value { key } }","variables":"{"}'],
    [
      'variables with NaN',
      `{"query":${JSON.stringify(SET)},"variables":"{\\"input\\":{\\"key\\":\\"a\\",\\"value\\":NaN}}"}`,
    ],
    ['extensions that are text', '{"query":"{ key_value { key } }","extensions":"x"}'],
    ['an operation name that is a number', '{"query":"{ key_value { key } }","operationName":1}'],
    ['an operation that is not there', '{"query":"query A { key_value { key } }","operationName":"B"}'],
    ['two operations and no name', '{"query":"query A { key_value { key } } query B { key_value { key } }"}'],
    ['an unknown field', query('{ key_value { keys } }')],
    ['an unknown argument', query('{ key_value(first: 1) { key } }')],
    ['a variable of the wrong type', `{"query":${JSON.stringify(GET)},"variables":{"key":5}}`],
    ['a missing variable', `{"query":${JSON.stringify(GET)}}`],
    ['a UUID that is none', query('{ key_value_by_pk(id: "x") { key } }')],
    ['a time that is none', query('{ key_value(where: { created: { _gt: "yesterday" } }) { key } }')],
    ['2,500 brackets', query(`{ key_value(where: ${'{_not:'.repeat(2_500)}{}${'}'.repeat(2_500)}) { key } }`)],
    ['3,000 nested lists', query(`mutation { set_key_value(input: { key: "a", value: ${'['.repeat(3_000)}`)],
    ['50,000 tokens', query(`{ key_value { ${'key '.repeat(50_000)} } }`)],
    ['1,500 tokens', query(`{ key_value(where: { key: { _in: [${'"a",'.repeat(1_500)}] } }) { key } }`)],
    ['21 aliases', query(`{ ${Array.from({ length: 21 }, (_, i) => `a${i}: key_value { key }`).join(' ')} }`)],
    ['101 times __typename', query(`{ key_value { ${'__typename '.repeat(101)} } }`)],
    ['500 times the same field', query(`{ key_value { ${'key '.repeat(500)} } }`)],
    ['11 directives', query(`{ key_value { key ${'@include(if: true) '.repeat(11)} } }`)],
    [
      'a fragment cycle',
      query('{ key_value { ...a } } fragment a on key_value { ...b } fragment b on key_value { ...a }'),
    ],
    [
      'fragments that fan out',
      query(
        `{ key_value { ...f0 } } ${Array.from({ length: 24 }, (_, i) => `fragment f${i} on key_value { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f24 on key_value { key }`,
      ),
    ],
  ])('%s', async (_, body) => {
    // Documents in frequent use are compiled: the answers have to stay the same.
    for (let use = 0; use < 4; use += 1) await server.post(body);
    const { status, json } = await server.post(body);

    expect(status).toBe(400);
    expect(json).not.toHaveProperty('data');
    expect(json.errors.length).toBeGreaterThan(0);
    expect(json.errors.length).toBeLessThanOrEqual(10);
    for (const { extensions } of json.errors) {
      expect(extensions.code).toMatch(/^(?:BAD_USER_INPUT|GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED)$/);
    }
  });

  test('bytes that are no UTF-8', async () => {
    const { status, json } = await server.post(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]));

    expect(status).toBe(400);
    expect(json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('another content type is 415, another Accept 406, GET 405', async () => {
    const body = query('{ key_value { key } }');
    expect((await server.post(body, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await server.post(body, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await server.post(body, { accept: 'text/html' })).status).toBe(406);
    const get = await fetch(`${server.url}/graphql?query={key_value{key}}`, {
      headers: { authorization: `Bearer ${API_KEY}` },
    });
    expect(get.status).toBe(405);
    expect(get.headers.get('allow')).toBe('POST');
  });

  test('a body over 4 MiB is 413 and the server goes on', async () => {
    const { status, json } = await server.post(query('x'.repeat(5_000_000)));

    expect(status).toBe(413);
    expect(json.errors[0].extensions.code).toBe('VALUE_TOO_LARGE');
    expect((await server.graphql('{ key_value { key } }')).status).toBe(200);
  });
});

describe('an operation that is refused is a 200 with a code, and writes nothing', () => {
  test.each([
    ['no value', '{"input":{"key":"refused"}}'],
    ['value and value_text', '{"input":{"key":"refused","value":1,"value_text":"1"}}'],
    ['value_text that is not JSON', '{"input":{"key":"refused","value_text":"{a:1}"}}'],
    ['value_text that is empty', '{"input":{"key":"refused","value_text":""}}'],
    ['value_text with half a surrogate pair', '{"input":{"key":"refused","value_text":"\\"\\ud800\\""}}'],
    ['a negative version', '{"input":{"key":"refused","value":1,"expected_version":-1}}'],
    ['an empty idempotency key', '{"input":{"key":"refused","value":1,"idempotency_key":""}}'],
  ])('%s', async (_, variables) => {
    const { status, json } = await server.graphql(SET, variables);

    expect(status).toBe(200);
    expect(json.data).toBeNull();
    expect(json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect((await server.graphql(GET, '{"key":"refused"}')).json.data.key_value).toEqual([]);
  });

  test.each([
    ['a negative limit', '{ key_value(limit: -1) { key } }'],
    ['a negative offset', '{ key_value(offset: -1) { key } }'],
    ['a pattern that ends in an escape', '{ key_value(where: { key: { _like: "a\\\\" } }) { key } }'],
    ['a literal that is not JSON', 'mutation { set_key_value(input: { key: "refused", value: "bar" }) { id } }'],
  ])('%s', async (_, document) => {
    const { status, json } = await server.graphql(document);

    expect(status).toBe(200);
    expect(json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});

test('no error holds a key, a value or other text of the caller', async () => {
  const secret = 'API_ERROR-s3cret';
  const bodies = [
    `{"query":${JSON.stringify(SET)},"variables":{"input":{"key":{"${secret}":1},"value":"${secret}"}}}`,
    `{"query":${JSON.stringify(SET)},"variables":{"input":{"key":5,"value":"${secret}"}}}`,
    `{"query":${JSON.stringify(SET)},"variables":{"input":{"key":"k","value_text":"${secret}"}}}`,
    `{"query":${JSON.stringify(GET)},"variables":{"key":["${secret}","${secret}"]}}`,
    query(`{ key_value(where: { id: { _eq: "${secret}" } }) { key } }`),
    query(`{ key_value(where: { version: { _eq: "${secret}" } }) { key } }`),
    query(`{ key_value(where: "${secret}") { key } }`),
    query(`{ key_value(limit: "${secret}") { key } }`),
    query(`mutation { set_key_value(input: { key: "k", value: "${secret}" }) { id } }`),
    query(`{ key_value(where: { key: { _eq: "${secret} } }) { key } }`),
    query(`"${secret}"`),
    query('{ API_ERROR }'),
    `{"query":"query A { key_value { key } }","operationName":"${secret}"}`,
  ];
  for (const body of bodies) {
    for (let use = 0; use < 4; use += 1) await server.post(body);
    const { text, json } = await server.post(body);
    expect(json.errors, body).not.toHaveLength(0);
    expect(text, body).not.toMatch(/s3cret|API_ERROR/);
  }
  await server.graphql(SET, `{"input":{"key":"${secret}","value":"${secret}"}}`);
  expect(server.log.join('')).not.toContain('s3cret');
  expect(server.log.join('')).not.toContain(API_KEY);
});
