import { afterEach, beforeEach, expect, test } from 'vitest';
import { SET, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({ KV_LICENSE_PAIRS: '3' });
});

afterEach(() => server.stop());

const send = async (document: string, variables = {}) =>
  (await server.graphql(document, JSON.stringify(variables))).json;

const pairs = async () => (await send('{ key_value { key value } }')).data.key_value;

/** Often enough for the document to be compiled too. */
const TIMES = [1, 2, 3, 4, 5];

test.each(TIMES)('the writes of a document are answered each under its name, run %i', async (times) => {
  const document = `mutation ($value: JSON) {
    first: set_key_value(input: { key: "a", value: $value }) { id key_version: version by: updated_by __typename }
    b: set_key_value(input: { key: "a", value: 2 }) { version }
    nothing: delete_key_value(input: { key_value_id: "00000000-0000-7000-8000-000000000000" }) { error success }
  }`;
  let json = await send(document, { value: { digits: 1 } });
  for (let time = 1; time < times; time += 1) json = await send(document, { value: { digits: 1 } });

  const version = times * 2;
  expect(json).toEqual({
    data: {
      first: { id: expect.any(String), key_version: version - 1, by: 'admin', __typename: 'key_value_payload' },
      b: { version },
      nothing: { error: 'There is no pair with this id.', success: false },
    },
  });
  expect(await pairs()).toEqual([{ key: 'a', value: 2 }]);
});

test('one that is refused undoes all, and says which it was', async () => {
  const json = await send(`mutation {
    a: set_key_value(input: { key: "a", value: 1 }) { id }
    b: set_key_value(input: { key: "b", value: 1, expected_version: 4 }) { id }
    c: set_key_value(input: { key: "c", value: 1 }) { id }
  }`);

  expect(json).toEqual({
    data: null,
    errors: [
      {
        message: expect.any(String),
        path: ['b'],
        locations: [{ line: 3, column: 5 }],
        extensions: { code: 'VERSION_CONFLICT', current_version: 0, request_id: expect.any(String) },
      },
    ],
  });
  expect(await pairs()).toEqual([]);
});

test('input that is refused before writing undoes all too', async () => {
  const json = await send(`mutation {
    a: set_key_value(input: { key: "a", value: 1 }) { id }
    b: set_key_value(input: { key: "", value: 1 }) { id }
  }`);

  expect(json).toMatchObject({ data: null, errors: [{ path: ['b'], extensions: { code: 'BAD_USER_INPUT' } }] });
  expect(await pairs()).toEqual([]);
});

test('a field that is left out is not written', async () => {
  const document = `mutation ($is: Boolean!) {
    a: set_key_value(input: { key: "a", value: 1 }) @include(if: $is) { id }
    b: set_key_value(input: { key: "b", value: 1 }) @skip(if: $is) { version }
  }`;

  expect(await send(document, { is: false })).toEqual({ data: { b: { version: 1 } } });
  expect(await pairs()).toEqual([{ key: 'b', value: 1 }]);
});

test('fields of the same name are one write', async () => {
  const document = `mutation {
    set_key_value(input: { key: "a", value: 1 }) { version }
    set_key_value(input: { key: "a", value: 1 }) { updated_by }
  }`;

  expect(await send(document)).toEqual({ data: { set_key_value: { version: 1, updated_by: 'admin' } } });
});

test('a document that does something else as well writes one after another', async () => {
  await server.graphql(SET, JSON.stringify({ input: { key: 'a', value_text: '1' } }));

  const json = await send(`mutation {
    set_key_value(input: { key: "b", value: 1 }) { version }
    purge_key_value(input: { key_value_id: "00000000-0000-7000-8000-000000000000" }) { success }
    c: set_key_value(input: { key: "c", value: 1, expected_version: 3 }) { version }
  }`);

  expect(json).toMatchObject({ data: null, errors: [{ path: ['c'] }] });
  expect(await pairs()).toEqual([
    { key: 'a', value: 1 },
    { key: 'b', value: 1 },
  ]);
});
