import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_KEY, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.stop());

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

/** Fragments f1 … f8, each spreading the next 50 times: 39 thousand thousand million selections in 2.6 KB. */
const fanOut = (root: string, type: string, leaf: string) =>
  `${root} ${times(7, (i) => `fragment f${i + 1} on ${type} { ${times(50, () => `...f${i + 2}`)} }`)} fragment f8 on ${type} { ${leaf} }`;

const chain = (length: number) =>
  `{ key_value { ...f0 } } ${times(length, (i) => `fragment f${i} on key_value { ...f${i + 1} }`)} fragment f${length} on key_value { key }`;

const cycle = (length: number) => times(length, (i) => `fragment c${i} on key_value { key ...c${(i + 1) % length} }`);

const SUBSCRIPTION = 'subscription { key_value_change { ...f1 } }';

describe('what fragments stand for is counted, before anything is done with it', () => {
  test.each([
    ['fan out in a query', fanOut('{ key_value { ...f1 } }', 'key_value', 'key')],
    [
      'fan out in a mutation',
      fanOut('mutation { set_key_value(input: { key: "a", value: 1 }) { ...f1 } }', 'key_value_id_payload', 'id'),
    ],
    ['fan out in a subscription', fanOut(SUBSCRIPTION, 'key_value_change_event', 'revision')],
    ['fan out into nothing but spreads', fanOut('{ key_value { ...f1 } }', 'key_value', '...f9')],
    ['fan out of inline fragments', fanOut('{ key_value { ... { ... { ...f1 } } } }', 'key_value', '... { key }')],
    ['fan out in fragments that nothing uses', fanOut('{ key_value { key } }', 'key_value', 'key')],
    ['fan out at the root', fanOut('{ ...f1 }', 'Query', '__typename')],
    ['fan out of introspection', fanOut('{ __schema { types { ...f1 } } }', '__Type', 'name')],
    [
      '501 fields through one fragment',
      `{ key_value { ${times(11, () => '...f')} } } fragment f on key_value { ${times(50, () => 'key')} }`,
    ],
    [
      '21 aliases through one fragment',
      `{ key_value { ${times(7, () => '...f')} } } fragment f on key_value { a: key b: id c: version }`,
    ],
    [
      '12 directives through one fragment',
      `{ key_value { ${times(4, () => '...f')} } } fragment f on key_value { ${times(3, () => 'key @include(if: true)')} }`,
    ],
    ['11 directives on a fragment', `{ key_value { ...f } } fragment f on key_value ${times(11, () => '@x')} { key }`],
    ['11 directives on variables', `query (${times(11, (i) => `$v${i}: Int @x`)}) { key_value { key } }`],
    ['11 levels through fragments', chain(10)],
    ['120 levels through fragments', chain(120)],
    [
      '21 aliases in an unused fragment',
      `{ key_value { key } } fragment f on key_value { ${times(21, (i) => `a${i}: key`)} }`,
    ],
    ['a fragment in itself', `{ key_value { ...c0 } } ${cycle(1)}`],
    ['a circle of 30 fragments', `{ key_value { ...c0 } } ${cycle(30)}`],
    ['a circle that nothing uses', `{ key_value { key } } ${cycle(3)}`],
    ['a circle of fan outs', fanOut('{ key_value { ...f1 } }', 'key_value', '...f1')],
  ])('%s', async (_, document) => {
    const body = JSON.stringify({ query: document });
    expect(body.length).toBeLessThan(8_192);

    for (const accept of ['application/json', 'application/graphql-response+json, text/event-stream']) {
      const answer = await server.post(body, { accept });
      expect(answer.json).not.toHaveProperty('data');
      expect(answer.json.errors).toEqual([
        expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', request_id: expect.any(String) } }),
      ]);
    }
    expect((await server.graphql('{ key_value { key } }')).json).toEqual({ data: { key_value: [] } });
  });

  test('a document at the limits is answered', async () => {
    const atLimits = [
      chain(7),
      `{ key_value { ${times(9, () => '...f')} } } fragment f on key_value { ${times(50, () => 'key')} }`,
      `{ key_value { ${times(6, () => '...f')} } } fragment f on key_value { a: key b: id c: version }`,
      `query A { key_value { ...f } } query B { key_value { ...f } } fragment f on key_value { key }`,
    ];
    for (const query of atLimits) {
      const { json } = await server.post(
        JSON.stringify({ query, operationName: query.startsWith('query A') ? 'A' : undefined }),
      );
      expect(json).toEqual({ data: { key_value: [] } });
    }
  });
});

describe('what variables hold is counted like what a document holds', () => {
  const LIST =
    'query ($where: key_value_bool_exp, $order: [key_value_order_by!]) { key_value(where: $where, order_by: $order) { key } }';

  test.each([
    ['a filter of 200 levels', `{"where":${'{"_not":'.repeat(200)}{}${'}'.repeat(200)}}`],
    ['a filter of 100,000 members', `{"where":{"_or":[{}${',{}'.repeat(99_999)}]}}`],
    ['100,000 operands', `{"where":{"key":{"_in":["a"${',"a"'.repeat(99_999)}]}}}`],
    ['100,000 criteria of order', `{"order":[{"key":"asc"}${',{"key":"asc"}'.repeat(99_999)}]}`],
    ['101 criteria of order', `{"order":[{"key":"asc"}${',{"key":"asc"}'.repeat(100)}]}`],
  ])('%s', async (_, variables) => {
    // Documents in frequent use are compiled: the answers have to stay the same.
    for (let use = 0; use < 4; use += 1) {
      const { json } = await server.graphql(LIST, variables);
      expect(json.errors).toEqual([
        expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
      ]);
    }
  });

  test('a value may hold as much as it likes', async () => {
    const text = `[0${',0'.repeat(99_999)}]`;
    const set = 'mutation ($value: JSON) { set_key_value(input: { key: "many", value: $value }) { version } }';

    expect((await server.graphql(set, `{"value":${text}}`)).json).toEqual({ data: { set_key_value: { version: 1 } } });
  });
});

test('nothing of it is done for a caller without a key', async () => {
  const { json } = await server.post(JSON.stringify({ query: fanOut('{ key_value { ...f1 } }', 'key_value', 'key') }), {
    authorization: `Bearer ${API_KEY}x`,
  });

  expect(json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
});
