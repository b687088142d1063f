import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CREATE_KEY, requestsOfKeys, WHO_AM_I } from '#testing/key-requests.ts';
import { startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;
let userId: string;

beforeEach(async () => {
  server = await startTestServer();
  userId = (await server.graphql('{ auth_info { user_id } }')).json.data.auth_info.user_id;
});

afterEach(() => server.stop());

const { revoke, whoIs, namesOf, createKey } = requestsOfKeys(() => ({ server, userId }));

describe('revoking an API key', () => {
  test('ends the key and its sessions immediately', async () => {
    const { id, key } = await createKey({ name: 'ci' });
    const headers = { 'content-type': 'application/json', origin: server.url };
    const signedIn = await fetch(`${server.url}/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ api_key: key }),
    });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const askWithCookie = async () =>
      (
        await fetch(`${server.url}/graphql`, { method: 'POST', headers: { ...headers, cookie }, body: WHO_AM_I })
      ).text();
    expect(await askWithCookie()).toContain(userId);

    expect((await revoke(id)).json.data.delete_api_key).toEqual({ success: true, error: null });

    expect((await whoIs(key)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect(await askWithCookie()).toContain('UNAUTHENTICATED');
    expect(await namesOf()).toEqual(['admin']);
  });

  test('revokes those that it created only if asked to', async () => {
    const first = await createKey({ name: 'first' });
    const input = { user_id: userId, name: 'second' };
    const second = await server.post(JSON.stringify({ query: CREATE_KEY, variables: { input } }), {
      authorization: `Bearer ${first.key}`,
    });
    const { key } = second.json.data.create_api_key;
    const revokeWithCreated = async () =>
      (
        await server.graphql(
          'mutation ($id: UUID!) { delete_api_key(input: { key_id: $id, with_created: true }) { success } }',
          JSON.stringify({ id: first.id }),
        )
      ).json.data.delete_api_key;

    expect((await revoke(first.id)).json.data.delete_api_key.success).toBe(true);
    expect((await whoIs(key)).data.auth_info.user_name).toBe('second');

    expect(await revokeWithCreated()).toEqual({ success: true });
    expect((await whoIs(key)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect(await revokeWithCreated()).toEqual({ success: false });
    expect(await namesOf()).toEqual(['admin']);
  });

  test('that is not there, or not any more, does nothing and says so', async () => {
    const { id } = await createKey({ name: 'ci' });
    await revoke(id);

    for (const unknown of [id, randomUUID()]) {
      expect((await revoke(unknown)).json.data.delete_api_key).toEqual({
        success: false,
        error: expect.stringContaining('There is no API key with this id'),
      });
    }
  });

  test('that KV_ADMIN_API_KEY sets is refused, also when it is the only one', async () => {
    const { id } = (await server.graphql('{ auth_api_key { id } }')).json.data.auth_api_key[0];

    for (const name of ['first', 'second']) {
      const { status, json } = await revoke(id);
      expect(status).toBe(200);
      expect(json.errors[0]).toMatchObject({
        message: expect.stringContaining('KV_ADMIN_API_KEY'),
        extensions: { code: 'FORBIDDEN', request_id: expect.any(String) },
      });
      await createKey({ name });
    }
    expect(await namesOf()).toEqual(['admin', 'first', 'second']);
  });
});
