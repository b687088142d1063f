import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CREATE_KEY, requestsOfKeys } from '#testing/key-requests.ts';
import { startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;
let userId: string;

beforeEach(async () => {
  server = await startTestServer();
  userId = (await server.graphql('{ auth_info { user_id } }')).json.data.auth_info.user_id;
});

afterEach(() => server.stop());

const { create, revoke, whoIs, namesOf, createKey } = requestsOfKeys(() => ({ server, userId }));

describe('a new API key', () => {
  test('is shown once, and signs requests as its creator', async () => {
    const { id, key } = await createKey({ name: 'ci' });

    expect(key).toMatch(/^kvs_[0-9A-Za-z]{49}$/);
    expect((await whoIs(key)).data.auth_info).toEqual({
      tenant_id: expect.any(String),
      user_id: userId,
      user_name: 'ci',
    });
    const list = await server.graphql(
      '{ auth_api_key(where: { name: { _eq: "ci" } }) { id name created updated expires_at last_used default_tenant_id user_id created_by { id username } created_by_key_id created_keys } }',
    );
    expect(list.json.data.auth_api_key).toEqual([
      {
        id,
        name: 'ci',
        created: expect.stringMatching(/^20.*Z$/),
        updated: expect.stringMatching(/^20.*Z$/),
        expires_at: null,
        last_used: expect.stringMatching(/^20.*Z$/),
        default_tenant_id: expect.any(String),
        user_id: userId,
        created_by: { id: userId, username: 'admin' },
        created_by_key_id: (await server.graphql('{ auth_api_key(where: { name: { _eq: "admin" } }) { id } }')).json
          .data.auth_api_key[0].id,
        created_keys: 0,
      },
    ]);
    expect(list.text).not.toContain(key);
    expect(server.log.join('')).not.toContain(key);
  });

  test('is of the tenant that is named, else of that of the request', async () => {
    const { tenant_id } = (await server.graphql('{ auth_info { tenant_id } }')).json.data.auth_info;

    const named = await createKey({ name: 'named', default_tenant_id: tenant_id });
    const unnamed = await createKey({ name: 'unnamed', default_tenant_id: null });

    for (const { key } of [named, unnamed]) expect((await whoIs(key)).data.auth_info.tenant_id).toBe(tenant_id);
  });

  test('keeps its expiry, given with any offset', async () => {
    await createKey({ name: 'ci', expires_at: '2100-01-01T01:00:00+01:00' });

    const { json } = await server.graphql('{ auth_api_key(where: { name: { _eq: "ci" } }) { expires_at } }');

    expect(json.data.auth_api_key).toEqual([{ expires_at: '2100-01-01T00:00:00.000Z' }]);
  });

  test('of one that expires lives no longer, also when a session of that one creates it', async () => {
    const { key } = await createKey({ name: 'short', expires_at: '2100-01-01T00:00:00Z' });
    const headers = { authorization: `Bearer ${key}` };
    const createWith = (input: object, sent: Readonly<Record<string, string>> = headers) =>
      server.post(JSON.stringify({ query: CREATE_KEY, variables: { input: { user_id: userId, ...input } } }), sent);
    const signedIn = await fetch(`${server.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ api_key: key }),
    });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';

    const tooLate = await createWith({ name: 'long', expires_at: '2100-01-01T00:00:00.001Z' });
    await createWith({ name: 'default' });
    await createWith({ name: 'null', expires_at: null });
    const ofSession = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url, cookie },
      body: JSON.stringify({ query: CREATE_KEY, variables: { input: { user_id: userId, name: 'session' } } }),
    });
    expect(await ofSession.text()).toContain('kvs_');

    expect(tooLate.json.errors[0]).toMatchObject({
      message: expect.stringContaining('which expires at 2100-01-01T00:00:00.000Z'),
      extensions: { code: 'BAD_USER_INPUT', request_id: expect.any(String) },
    });
    const list = await server.graphql('{ auth_api_key { name expires_at created_keys } }');
    const expires_at = '2100-01-01T00:00:00.000Z';
    expect(list.json.data.auth_api_key).toEqual([
      { name: 'admin', expires_at: null, created_keys: 4 },
      { name: 'short', expires_at, created_keys: 3 },
      ...['default', 'null', 'session'].map((name) => ({ name, expires_at, created_keys: 0 })),
    ]);
  });

  test('is created once by a request that is sent again, which is shown its id but no secret', async () => {
    const input = { name: 'ci', idempotency_key: 'k' };
    const first = await create(input);
    const { id, key } = first.json.data.create_api_key;
    expect((await whoIs(key)).data.auth_info.user_name).toBe('ci');

    // Often enough for the document to be compiled.
    for (let time = 0; time < 5; time += 1) {
      const { status, json } = await create(input);
      expect(status).toBe(200);
      expect(json).toEqual({
        data: { create_api_key: { id, key: null } },
        errors: [
          expect.objectContaining({
            message: expect.stringContaining('secret was shown once'),
            path: ['create_api_key', 'key'],
            extensions: { code: 'ALREADY_CREATED', request_id: expect.any(String) },
          }),
        ],
      });
    }

    expect(await namesOf()).toEqual(['admin', 'ci']);
    expect((await create({ ...input, name: 'cd' })).json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect((await create({ name: 'ce', idempotency_key: '' })).json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(await namesOf()).toEqual(['admin', 'ci']);
  });

  test('may have a name of any characters that can be seen', async () => {
    for (const name of ['Größe 🔑 "x" \\', '𝕏'.repeat(100), 'a b', '名前', 'ж']) {
      expect((await create({ name })).json).not.toHaveProperty('errors');
    }
  });

  test.each(['ci', 'CI', ' ci ', '\uff43i'])(
    'is refused the name %j while another one works whose name looks the same',
    async (name) => {
      const { id } = await createKey({ name: 'ci' });

      const { json } = await create({ name });
      expect(json.errors[0]).toMatchObject({
        message: expect.stringContaining('Another API key of this team has this name'),
        extensions: { code: 'BAD_USER_INPUT', request_id: expect.any(String) },
      });
      expect(await namesOf()).toEqual(['admin', 'ci']);

      await revoke(id);
      expect((await create({ name })).json).not.toHaveProperty('errors');
      expect(await namesOf()).toEqual(['admin', name]);
    },
  );

  test.each([
    ['an empty name', { name: '' }],
    ['a name of white space', { name: ' \u00a0' }],
    ['a name that is too long', { name: 'x'.repeat(101) }],
    ['a line break', { name: 'API_ERROR s3cret\n' }],
    ['an escape sequence', { name: '\u001b[31ms3cret' }],
    ['a C1 control character', { name: 's3cret\u009b' }],
    ['half of a surrogate pair', { name: 's3cret\ud800' }],
    ['a zero-width space', { name: 's3cret\u200b' }],
    ['a soft hyphen', { name: 's3\u00adcret' }],
    ['a no-break space', { name: 's3cret\u00a0x' }],
    ['an ideographic space', { name: 's3cret\u3000x' }],
    ['text that runs backwards', { name: '\u202es3cret' }],
    ['a variation selector', { name: 's3cret\ufe0f' }],
    ['an invisible tag', { name: 's3cret\u{e0041}' }],
    ['a Hangul filler', { name: 's3cret\u3164' }],
    ['a blank Braille pattern', { name: 's3cret\u2800' }],
    ['the name of the key that KV_ADMIN_API_KEY sets', { name: 'Admin' }],
    ['an expiry in the past', { name: 's3cret', expires_at: '2020-01-01T00:00:00Z' }],
    ['an expiry that is not a date', { name: 's3cret', expires_at: 'API_ERROR' }],
    ['an expiry on a day that there is not', { name: 's3cret', expires_at: '2100-02-31T25:00:00Z' }],
    ['an expiry without an offset', { name: 's3cret', expires_at: '2100-01-01' }],
    ['another user', { name: 's3cret', user_id: randomUUID() }],
    ['a user that is not a UUID', { name: 's3cret', user_id: 's3cret' }],
    ['another tenant', { name: 's3cret', default_tenant_id: randomUUID() }],
    ['no name', { name: undefined }],
  ])('is refused for %s, without the text that was sent', async (_, input) => {
    const { status, json, text } = await create(input);

    expect([200, 400]).toContain(status);
    expect(json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(text).not.toMatch(/s3cret|API_ERROR/);
    expect(await namesOf()).toEqual(['admin']);
  });
});

test('what a time has to look like is said, also by a document that is in frequent use', async () => {
  for (let use = 0; use < 5; use += 1) {
    const { json } = await create({ name: 'ci', expires_at: 'tomorrow' });
    expect(json.errors[0].message).toMatch(
      / does not fit its type: DateTime must be a time with an offset like 2026-08-22T09:00:00\.000Z\.$/,
    );
  }
});

describe('the list of API keys', () => {
  test.each([
    ['', ['admin', 'b', 'a', 'c']],
    ['(order_by: { name: desc })', ['c', 'b', 'admin', 'a']],
    ['(order_by: { created: desc })', ['c', 'a', 'b', 'admin']],
    ['(order_by: [{ expires_at: asc }, { name: asc }])', ['c', 'b', 'a', 'admin']],
    ['(where: { name: { _in: ["c", "a"] } })', ['a', 'c']],
    ['(where: { name: { _eq: null } })', []],
    ['(where: {})', ['admin', 'b', 'a', 'c']],
  ])('%s is in the order that is asked for', async (args, names) => {
    await createKey({ name: 'b', expires_at: '2100-01-02T00:00:00Z' });
    await createKey({ name: 'a' });
    await createKey({ name: 'c', expires_at: '2100-01-01T00:00:00Z' });

    expect(await namesOf(args)).toEqual(names);
  });
});

test('permissions name what can be done with API keys', async () => {
  const { permissions } = (await server.graphql('{ auth_info { permissions } }')).json.data.auth_info;

  expect(permissions).toEqual(expect.arrayContaining(['create:api-key', 'read:api-key', 'delete:api-key']));
});
