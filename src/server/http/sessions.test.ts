import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signIn } from '#testing/sign-in.ts';
import { startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const LIST = '{ auth_session { id api_key_id api_key_name created last_seen expires_at current } }';
const END = 'mutation ($id: UUID!) { delete_session(input: { session_id: $id }) { success error } }';

async function askWith(cookie: string, query: string) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, cookie },
    body: JSON.stringify({ query }),
  });
  return await response.json();
}

const end = async (id: string) => (await server.graphql(END, JSON.stringify({ id }))).json.data.delete_session;

test('sessions are listed, with the one that asks, and without what would give access', async () => {
  const own = await signIn(server.url);
  const other = await signIn(server.url);
  const keyId = (await server.graphql('{ auth_api_key { id } }')).json.data.auth_api_key[0].id;
  const instant = expect.stringMatching(/^20.*Z$/);
  const session = { id: expect.any(String), api_key_id: keyId, api_key_name: 'admin' };

  const { data } = await askWith(own, LIST);

  expect(data.auth_session).toHaveLength(2);
  for (const listed of data.auth_session) {
    expect(listed).toEqual({
      ...session,
      ...{ created: instant, last_seen: instant, expires_at: instant, current: expect.any(Boolean) },
    });
  }
  expect(data.auth_session.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
  for (const cookie of [own, other]) expect(JSON.stringify(data)).not.toContain(cookie.split('=')[1]);
  // With the API key itself none is the own one.
  const withKey = (await server.graphql(LIST)).json.data.auth_session;
  expect(withKey.map(({ current }: { current: boolean }) => current)).toEqual([false, false]);
});

test('a list can be of one API key and of a few', async () => {
  await signIn(server.url);
  await signIn(server.url);
  const count = async (args: string) =>
    (await server.graphql(`{ auth_session${args} { id } }`)).json.data?.auth_session.length;

  expect(await count('')).toBe(2);
  expect(await count('(limit: 1)')).toBe(1);
  expect(await count('(limit: 0)')).toBe(0);
  expect(await count(`(api_key_id: "${randomUUID()}")`)).toBe(0);
  for (const limit of [-1, 1_001]) {
    const { json } = await server.graphql(`{ auth_session(limit: ${limit}) { id } }`);
    expect(json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  }
});

test('a session that is ended is refused from then on, and the others stay', async () => {
  const [ended, other] = [await signIn(server.url), await signIn(server.url)];
  const { data } = await askWith(ended, '{ auth_session { id current } }');
  const { id } = data.auth_session.find(({ current }: { current: boolean }) => current);

  expect(await end(id)).toEqual({ success: true, error: null });

  expect((await askWith(ended, LIST)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
  expect((await askWith(other, LIST)).data.auth_session).toHaveLength(1);
  for (const unknown of [id, randomUUID()]) {
    expect(await end(unknown)).toEqual({
      success: false,
      error: expect.stringContaining('There is no session with this id'),
    });
  }
});

test('a session can end itself', async () => {
  const cookie = await signIn(server.url);
  const { id } = (await askWith(cookie, LIST)).data.auth_session[0];

  const answer = await askWith(cookie, `mutation { delete_session(input: { session_id: "${id}" }) { success } }`);

  expect(answer).toEqual({ data: { delete_session: { success: true } } });
  expect((await askWith(cookie, LIST)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
});
