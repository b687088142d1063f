import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { API_KEY, SET, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.stop());

async function create(key: string): Promise<string> {
  const { json } = await server.graphql(SET, JSON.stringify({ input: { key, value_text: '1' } }));
  return json.data.set_key_value.id;
}

const readOf = async (id: string) =>
  (
    await server.graphql(
      'query ($id: uuid!) { key_value_by_pk(id: $id) { last_read last_read_by } }',
      JSON.stringify({ id }),
    )
  ).json.data.key_value_by_pk;

const NEVER = { last_read: null, last_read_by: null };
const BY_ADMIN = { last_read: expect.stringMatching(/T\d\d:\d\d:00\.000Z$/), last_read_by: 'admin' };

test.each([
  ['the value by key', '{ key_value(where: { key: { _eq: "KEY" } }) { value } }', BY_ADMIN],
  ['the text among all', '{ key_value { value_text } }', BY_ADMIN],
  ['the value by id', '{ key_value_by_pk(id: "ID") { value } }', BY_ADMIN],
  ['the value in a fragment', '{ key_value { ...all } } fragment all on key_value { value }', BY_ADMIN],
  ['what is left out', '{ key_value { key value @include(if: false) } }', NEVER],
  ['a list with previews', '{ key_value { id key preview size } }', NEVER],
  ['a pair by id without its value', '{ key_value_by_pk(id: "ID") { key version } }', NEVER],
])('reading %s tells so afterwards', async (name, document, expected) => {
  const id = await create(name);

  await server.graphql(document.replace('KEY', name).replace('ID', id));

  expect(await readOf(id)).toEqual(expected);
});

test('looking at a value in a session is no use of it', async () => {
  const id = await create('looked at');
  const signedIn = await fetch(`${server.url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ api_key: API_KEY }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';

  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, cookie },
    body: '{"query":"{ key_value { value_text } }"}',
  });

  expect(((await response.json()) as { data: { key_value: unknown[] } }).data.key_value.length).toBeGreaterThan(0);
  expect(await readOf(id)).toEqual(NEVER);
});

test('pairs are filtered and sorted by when they were read', async () => {
  const other = await startTestServer();
  onTestFinished(() => other.stop());
  for (const key of ['a', 'b']) await other.graphql(SET, JSON.stringify({ input: { key, value_text: '1' } }));
  await other.graphql('{ key_value(where: { key: { _eq: "a" } }) { value } }');
  const keysOf = async (condition: string) =>
    (await other.graphql(`{ key_value(${condition}) { key } }`)).json.data.key_value.map(
      ({ key }: { key: string }) => key,
    );
  const NOW = '2100-01-01T00:00:00Z';

  expect(await keysOf('where: { last_read: { _is_null: true } }')).toEqual(['b']);
  expect(await keysOf('where: { last_read: { _is_null: false } }')).toEqual(['a']);
  expect(await keysOf(`where: { last_read: { _lt: "${NOW}" } }`)).toEqual(['a']);
  expect(await keysOf(`where: { last_read: { _in: ["${NOW}"] } }`)).toEqual([]);
  expect(await keysOf(`where: { last_read: { _nin: ["${NOW}"] } }`)).toEqual(['a']);
  expect(await keysOf('where: { last_read: { _lt: null } }')).toEqual([]);
  expect(await keysOf(`where: { _or: [{ last_read: { _is_null: true } }, { last_read: { _lt: "${NOW}" } }] }`)).toEqual(
    ['a', 'b'],
  );
  expect(await keysOf('order_by: [{ last_read: asc }]')).toEqual(['b', 'a']);
  expect((await other.graphql('{ key_value_reads_since }')).json.data.key_value_reads_since).toMatch(/Z$/);
});
