import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SET, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({ KV_LICENSE_PAIRS: '5' });
});

afterEach(() => server.stop());

const set = (key: string, more: object = {}) =>
  server.graphql(SET, JSON.stringify({ input: { key, value_text: '1', ...more } }));

const count = async () =>
  (await server.graphql('{ key_value_aggregate { aggregate { count } } }')).json.data.key_value_aggregate.aggregate
    .count;

describe('the licence', () => {
  test('is never exceeded, however many write simultaneously', async () => {
    const answers = await Promise.all(Array.from({ length: 64 }, (_, index) => set(`key ${index}`)));

    const refused = answers.filter(({ json }) => json.errors);
    expect(refused).toHaveLength(59);
    for (const { status, json } of refused) {
      expect(status).toBe(200);
      expect(json.errors[0].extensions).toEqual({
        code: 'LICENSE_LIMIT_REACHED',
        request_id: expect.any(String),
        used: 5,
        limit: 5,
      });
    }
    expect(await count()).toBe(5);
  });

  test('lets existing pairs be set at the limit, and new ones again after a delete', async () => {
    const ids = await Promise.all(
      [1, 2, 3, 4, 5].map(async (index) => (await set(`key ${index}`)).json.data.set_key_value.id),
    );

    expect((await set('key 1')).json.data.set_key_value).toEqual({ id: ids[0], version: 2 });
    await server.graphql(
      'mutation ($id: UUID!) { delete_key_value(input: { key_value_id: $id }) { success } }',
      JSON.stringify({ id: ids[1] }),
    );
    expect((await set('key 6')).json.errors).toBeUndefined();
    expect((await set('key 7')).json.errors[0].extensions.code).toBe('LICENSE_LIMIT_REACHED');
  });
});

test('an answer to a write says who made the version, as a read does', async () => {
  const { json } = await server.graphql(
    'mutation { set_key_value(input: { key: "a", value: 1 }) { id version updated updated_by } }',
  );

  const read = await server.graphql('{ key_value { id version updated updated_by } }');
  expect(read.json.data.key_value).toEqual([json.data.set_key_value]);
});

describe('a write with expected_version', () => {
  test('is refused with the current version when that is another', async () => {
    await set('a');
    await set('a');

    const { status, json } = await set('a', { expected_version: 1 });

    expect(status).toBe(200);
    expect(json.errors[0].extensions).toEqual({
      code: 'VERSION_CONFLICT',
      request_id: expect.any(String),
      current_version: 2,
    });
    expect((await set('a', { expected_version: 2 })).json.data.set_key_value.version).toBe(3);
    expect((await set('b', { expected_version: 0 })).json.data.set_key_value.version).toBe(1);
    expect((await set('b', { expected_version: 0 })).json.errors[0].extensions.code).toBe('VERSION_CONFLICT');
  });

  test('has one effect when it is sent again with its idempotency key', async () => {
    const first = await set('a', { expected_version: 0, idempotency_key: 'press-1' });
    const again = await set('a', { expected_version: 0, idempotency_key: 'press-1' });
    const other = await set('a', { value_text: '2', idempotency_key: 'press-1' });

    expect(again.json).toEqual(first.json);
    expect(other.json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect((await set('a')).json.data.set_key_value.version).toBe(2);
  });
});

test('where, order_by, limit and offset choose pairs, and the aggregate counts them', async () => {
  await set('etl/a', { value_text: '{"a":1}' });
  await set('etl/B', { value_text: '"text"' });
  await set('models/50%', { value_text: '3' });
  const list = async (argumentsText: string): Promise<string[]> => {
    const { json } = await server.graphql(`{ key_value(${argumentsText}) { key } }`);
    return json.data.key_value.map((pair: { key: string }) => pair.key);
  };

  expect(await list('where: {}')).toEqual(['etl/B', 'etl/a', 'models/50%']);
  expect(await list('order_by: { key: desc }, limit: 2')).toEqual(['models/50%', 'etl/a']);
  expect(await list('limit: 2, offset: 1')).toEqual(['etl/a', 'models/50%']);
  expect(await list('limit: 0')).toEqual([]);
  expect(await list('where: { key: { _like: "etl/_" } }')).toEqual(['etl/B', 'etl/a']);
  expect(await list('where: { key: { _ilike: "%b" } }')).toEqual(['etl/B']);
  expect(await list('where: { key: { _ilike: "%50\\\\%%" } }')).toEqual(['models/50%']);
  expect(await list('where: { _or: [{ type: { _in: ["number"] } }, { size: { _gt: 6 } }] }')).toEqual([
    'etl/a',
    'models/50%',
  ]);
  expect(await list('where: { _not: { type: { _eq: "object" } }, version: { _lte: 1 } }')).toEqual([
    'etl/B',
    'models/50%',
  ]);
  expect(await list('where: { key: { _nin: ["etl/a"] }, created: { _lt: "2999-01-01T00:00:00+00" } }')).toEqual([
    'etl/B',
    'models/50%',
  ]);
  expect(await list('where: { updated_by: { _eq: "admin" }, key: { _like: "models/%" } }')).toEqual(['models/50%']);
  expect(await list('where: { updated_by: { _neq: "admin" } }')).toEqual([]);
  expect(await list('where: { created_by: { _ilike: "ADM%" } }, order_by: { created_by: desc }')).toHaveLength(3);
  expect(await list('where: { created_by: { _is_null: true } }')).toEqual([]);
  expect(await list('where: { created_by: { _is_null: false }, key: { _eq: "etl/a" } }')).toEqual(['etl/a']);
  expect(await list('where: { key: { _is_null: true } }')).toEqual([]);
  expect(await list('where: { key: { _eq: null } }')).toEqual([]);
  expect(await list('where: { _or: [] }')).toEqual([]);
  expect(await list('order_by: [{ type: asc }, { key: desc }]')).toEqual(['models/50%', 'etl/a', 'etl/B']);
  const { json } = await server.graphql(
    '{ key_value_aggregate(where: { key: { _ilike: "%ETL%" } }) { aggregate { count } } }',
  );
  expect(json.data.key_value_aggregate.aggregate.count).toBe(2);
});

test('a filter comes in variables as well, however often the document is used', async () => {
  await set('a');
  const list =
    'query ($where: key_value_bool_exp, $by: [key_value_order_by!]) { key_value(where: $where, order_by: $by) { key } }';
  const variables = JSON.stringify({ where: { _or: [{ _not: { key: { _neq: 'a' } } }] }, by: [{ key: 'asc' }] });

  for (let use = 0; use < 5; use += 1) {
    expect((await server.graphql(list, variables)).json).toEqual({ data: { key_value: [{ key: 'a' }] } });
  }
});

test('fields are answered wherever the document asks for them', async () => {
  await set('a', { value_text: '1.0' });

  const { text } = await server.graphql(
    '{ key_value { k: key ...more ... on key_value { value } __typename } } fragment more on key_value { value_text updated_by }',
  );

  expect(text).toBe(
    '{"data":{"key_value":[{"k":"a","value_text":"1.0","updated_by":"admin","value":1.0,"__typename":"key_value"}]}}',
  );
});

test('a pair is read by its id, with all that a list shows', async () => {
  const { id } = (await set('a', { value_text: '{"x": [1.0]}' })).json.data.set_key_value;

  const { json } = await server.graphql(
    `{ key_value_by_pk(id: "${id.toUpperCase()}") { id key value_text version size type preview updated_by created created_by updated } }`,
  );

  const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(json.data.key_value_by_pk).toEqual({
    id,
    key: 'a',
    value_text: '{"x":[1.0]}',
    version: 1,
    size: 11,
    type: 'object',
    preview: '{"x":[1.0]}',
    updated_by: 'admin',
    created: instant,
    created_by: 'admin',
    updated: instant,
  });
});
