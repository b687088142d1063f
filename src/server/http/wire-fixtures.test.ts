import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_KEY, GET, SET, startTestServer, type TestServer } from '#testing/test-server.ts';
import fixtures from '#testing/wire-fixtures.json' with { type: 'json' };

/** The original client refused values over 10 KB; one captured request goes past its check. */
const ORIGINAL_VALUE_LIMIT = '10000';
/** What the captured requests have in place of ids. */
const ROW_ID = '55555555-5555-4555-8555-555555555555';
const TENANT_ID = '11111111-1111-4111-8111-111111111111';
/** Another tenant that the key of the capture may use; here it is ours. */
const SECOND_TENANT_ID = '22222222-2222-4222-8222-222222222222';
const SECOND_TENANT_SLUG = 'second-team';
const USER_ID = '33333333-3333-4333-8333-333333333333';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ANY_ID: unknown = expect.stringMatching(UUID);
let server: TestServer;
let tenantId: string;
let userId: string;
const replayed = new Set<string>();

function find(name: string) {
  const fixture = fixtures.find((candidate) => candidate.name === name);
  if (!fixture) throw new Error(`no fixture ${name}`);
  replayed.add(name);
  return fixture;
}

beforeAll(async () => {
  server = await startTestServer({ KV_MAX_VALUE_BYTES: ORIGINAL_VALUE_LIMIT });
  const { auth_info } = (await server.graphql('{ auth_info { tenant_id user_id } }')).json.data;
  tenantId = auth_info.tenant_id;
  userId = auth_info.user_id;
});

afterAll(() => server.stop());

/** Sends a captured request byte for byte, but for key and ids: those of our tenant, its slug, our user, `rowId`. */
async function replay(request: string, rowId = ROW_ID) {
  const fixture = find(request);
  const { 'User-Agent': _agent, Authorization: authorization, ...headers } = fixture.headers as Record<string, string>;
  const ours = (text: string) =>
    text
      .replaceAll(TENANT_ID, tenantId)
      .replaceAll(SECOND_TENANT_ID, tenantId)
      .replaceAll(SECOND_TENANT_SLUG, 'default')
      .replaceAll(USER_ID, userId)
      .replaceAll(ROW_ID, rowId);
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), ours(value)]));
  const key = authorization?.replace('EXAMPLE-API-KEY', API_KEY) ?? '';
  return await server.post(ours(fixture.body), { ...sent, authorization: key }, fixture.path);
}

const keyOf = (name: string) => {
  const { variables } = JSON.parse(find(name).body) as { variables: string };
  return (JSON.parse(variables) as { input: { key: string } }).input.key;
};

const textOf = async (key: string) =>
  (await server.graphql(GET, JSON.stringify({ key }))).json.data.key_value[0]?.value_text;

const set = async (key: string, valueText: string): Promise<string> =>
  (await server.graphql(SET, JSON.stringify({ input: { key, value_text: valueText } }))).json.data.set_key_value.id;

describe('requests of the original client', () => {
  test.each([
    'kv.get.missing',
    'cli.kv.get.missing',
    'kv.delete.missing',
    'cli.kv.delete.missing',
    'kv.get.key_brace_bug[2]',
  ])('%s answers an empty list, not an error', async (name) => {
    const { status, text } = await replay(name);

    expect(status).toBe(200);
    expect(text).toBe('{"data":{"key_value":[]}}');
  });

  test.each([
    ['kv.set.string', '"bar"'],
    ['kv.set.int', '42'],
    ['kv.set.float', '2.5'],
    ['kv.set.bool', 'true'],
    ['kv.set.null', 'null'],
    ['kv.set.bigint', '9223372036854775808'],
    ['kv.set.float_integral', undefined],
    ['kv.set.exponent', '1e+16'],
    ['kv.set.list', undefined],
    ['kv.set.dict', undefined],
    ['kv.set.unicode', undefined],
    ['kv.set.json_looking_string', undefined],
    ['kv.set.key_unicode', undefined],
    ['kv.set.key_escapes', undefined],
    ['kv.set.js_names', undefined],
    ['kv.set.nul', undefined],
    ['kv.set.lone_surrogate', undefined],
    ['kv.get.key_brace_bug[1]', '1'],
    ['cli.kv.set', undefined],
  ])('%s stores exactly what was sent', async (name, expected) => {
    const { status, json } = await replay(name);

    expect(status).toBe(200);
    expect(json).toEqual({ data: { set_key_value: { id: expect.stringMatching(UUID) } } });
    const { variables } = JSON.parse(find(name).body) as { variables: string };
    // The value is the last member of the input; Python's separators are the only insignificant white space.
    const sent = /"value": (.*)\}\}$/s.exec(variables)?.[1] ?? '';
    const stored = await textOf(keyOf(name));
    expect(JSON.parse(stored)).toEqual(JSON.parse(sent));
    if (expected !== undefined) expect(stored).toBe(expected);
    else if (!/[,:] /.test(sent)) expect(stored).toBe(sent);
  });

  test('kv.set.overwrite keeps the id', async () => {
    const first = await replay('kv.set.string');
    const second = await replay('kv.set.overwrite');

    expect(second.json).toEqual(first.json);
  });

  test.each(['kv.set.nan', 'kv.set.server_side_limit'])('%s is refused, and never with 5xx', async (name) => {
    const { status, json } = await replay(name);

    expect([200, 400]).toContain(status);
    expect(json.errors).not.toHaveLength(0);
    expect(await textOf(keyOf(name === 'kv.set.nan' ? 'kv.set.int' : name))).not.toBe('NaN');
  });

  test.each([
    ['kv.get', 'example/string', '"bar"'],
    ['kv.get.dict', 'example/dict', '{"b":[1,2.50],"a":null}'],
    ['kv.get.list', 'example/list', '[1,"two",3e0]'],
    ['kv.get.with_tenant_header', 'example/string', '"bar"'],
    ['graphql.docs.get', 'foo', '{"a":[1,null]}'],
    ['graphql.docs.set_literal_object[2]', 'foo', '"bar"'],
    ['cli.kv.get', 'foo', '"5"'],
  ])('%s answers the document itself', async (name, key, valueText) => {
    const sentKey = /_eq: "([^"]+)"/.exec(JSON.parse(find(name).body).query)?.[1] ?? key;
    await set(sentKey, valueText);

    const { status, text } = await replay(name);

    expect(status).toBe(200);
    expect(text).toBe(`{"data":{"key_value":[{"value":${valueText}}]}}`);
  });

  test.each(['kv.get.key_unicode', 'kv.get.key_escapes'])('%s finds the key that the set stored', async (name) => {
    await replay(name.replace('get', 'set'));

    const { json } = await replay(name);

    expect(json.data.key_value).toHaveLength(1);
  });

  test.each(['kv.list', 'graphql.path_suffix', 'cli.kv.list', 'cli.kv.list.after_switch'])(
    '%s answers every key',
    async (name) => {
      await set('example/string', '"bar"');

      const { status, json } = await replay(name);

      expect(status).toBe(200);
      expect(json.data.key_value).toContainEqual({ key: 'example/string' });
    },
  );

  test.each([
    ['kv.delete[1]', 'kv.delete[2]'],
    ['cli.kv.delete[1]', 'cli.kv.delete[2]'],
  ])('%s and %s find the pair and delete it', async (lookUp, remove) => {
    const query: string = JSON.parse(find(lookUp).body).query;
    const key = /_eq: "([^"]+)"/.exec(query)?.[1] ?? '';
    const id = await set(key, '1');

    expect((await replay(lookUp)).json).toEqual({ data: { key_value: [{ id }] } });
    expect((await replay(remove, id)).json).toEqual({ data: { delete_key_value: { success: true } } });
    // The client sends it again when the first answer was lost.
    expect((await replay(remove, id)).json).toEqual({ data: { delete_key_value: { success: false } } });
    expect(await textOf(key)).toBeUndefined();
  });

  test.each([
    'kv.list.no_api_key',
    'kv.list.wrong_api_key',
    'cli.auth.login.wrong_key',
    'cli.auth.switch-tenants.unknown_id',
  ])('%s is refused with HTTP 200 and a code', async (name) => {
    const { status, json } = await replay(name);

    expect(status).toBe(200);
    expect(json).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED', request_id: ANY_ID } }],
      data: null,
    });
  });

  test('a tenant that is not the key’s own is refused like a wrong key', async () => {
    const { body, headers } = find('kv.get.with_tenant_header');

    const { status, json } = await server.post(body, { 'x-prefect-tenant-id': headers['X-PREFECT-TENANT-ID'] ?? '' });

    expect(status).toBe(200);
    expect(json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  test.each([
    'cli.auth.login[1]',
    'cli.auth.status.env_key_only',
    'cli.auth.switch-tenants.slug[2]',
    'cli.auth.switch-tenants.id',
    'cli.auth.switch-tenants.default',
  ])('%s answers the tenant of the request', async (name) => {
    const { status, json } = await replay(name);

    expect(status).toBe(200);
    expect(json).toEqual({ data: { auth_info: { tenant_id: tenantId } } });
  });

  test.each([
    ['cli.auth.login[2]', { slug: 'default', name: 'Default' }],
    ['cli.auth.list-tenants', { slug: 'default', name: 'Default' }],
    ['cli.auth.switch-tenants.slug[1]', {}],
  ])('%s answers the tenant, with exactly what is asked for', async (name, more) => {
    expect((await replay(name)).json).toEqual({ data: { tenant: [{ id: tenantId, ...more }] } });
  });

  test('cli.auth.switch-tenants.unknown_slug answers an empty list, not an error', async () => {
    expect((await replay('cli.auth.switch-tenants.unknown_slug')).json).toEqual({ data: { tenant: [] } });
  });

  test.each([
    ['cli.auth.create-key', 'ci', null],
    ['cli.auth.create-key.expire', 'ci2', '2100-01-01T00:00:00.000Z'],
  ])(
    '%s creates a key that cli.auth.list-keys lists and cli.auth.revoke-key revokes',
    async (name, keyName, expiry) => {
      expect((await replay(`${name}[1]`)).json).toEqual({ data: { auth_info: { user_id: userId } } });
      const created = await replay(`${name}[2]`);
      expect(created.json).toEqual({ data: { create_api_key: { key: expect.stringMatching(/^kvs_/) } } });

      const keys: { id: string; name: string }[] = (await replay('cli.auth.list-keys')).json.data.auth_api_key;
      const listed = keys.find((key) => key.name === keyName);
      expect(listed).toEqual({ id: expect.stringMatching(UUID), name: keyName, expires_at: expiry });

      const revoked = await replay('cli.auth.revoke-key', listed?.id);
      expect(revoked.json).toEqual({ data: { delete_api_key: { success: true } } });
      expect((await replay('cli.auth.list-keys')).json.data.auth_api_key).not.toContainEqual(listed);
    },
  );

  test('cli.auth.revoke-key.unknown answers that nothing was revoked', async () => {
    expect((await replay('cli.auth.revoke-key.unknown')).json).toEqual({
      data: { delete_api_key: { success: false } },
    });
  });

  test('client.default_tenant and graphql.license answer ids, licence and permissions', async () => {
    expect((await replay('client.default_tenant')).json).toEqual({ data: { auth_info: { tenant_id: tenantId } } });
    const { auth_info } = (await replay('graphql.license')).json.data;
    expect(auth_info).toEqual({
      tenant_id: tenantId,
      license: { id: tenantId, active: true, terms: { plan: 'Free', key_value_pairs: 50 } },
      permissions: expect.arrayContaining([
        'create:key-value',
        'read:key-value',
        'update:key-value',
        'delete:key-value',
      ]),
      role_id: expect.stringMatching(UUID),
    });
  });

  test.each([
    ['graphql.docs.set_literal', '"bar"'],
    ['graphql.docs.set_literal_object[1]', '{"a":[1,null]}'],
    ['graphql.docs.delete[1]', '1'],
  ])('%s decodes a literal as JSON text', async (name, stored) => {
    expect((await replay(name)).json).toEqual({ data: { set_key_value: { id: expect.stringMatching(UUID) } } });
    expect(await textOf('foo')).toBe(stored);
  });

  test('graphql.docs.list and graphql.docs.delete[2] answer as documented', async () => {
    const id = await set('foo', '1e400');

    expect((await replay('graphql.docs.list')).text).toContain(`{"id":"${id}","key":"foo","value":1e400}`);
    expect((await replay('graphql.docs.delete[2]', id)).json).toEqual({
      data: { delete_key_value: { success: true } },
    });
  });

  test('graphql.syntax_error is a 400 with a code', async () => {
    const { status, json } = await replay('graphql.syntax_error');

    expect(status).toBe(400);
    expect(json.errors[0].extensions.code).toBe('GRAPHQL_PARSE_FAILED');
  });

  test('every captured request is replayed above', () => {
    expect(fixtures.map(({ name }) => name).filter((name) => !replayed.has(name))).toEqual([]);
  });
});
