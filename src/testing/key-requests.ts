import type { TestServer } from './test-server.ts';

export const CREATE_KEY = 'mutation ($input: create_api_key_input!) { create_api_key(input: $input) { id key } }';
const REVOKE_KEY = 'mutation ($id: UUID!) { delete_api_key(input: { key_id: $id }) { success error } }';
export const WHO_AM_I = '{"query":"{ auth_info { tenant_id user_id user_name } }"}';

/** Requests about API keys to the server of the test that runs; `userId` is that of its key. */
export function requestsOfKeys(current: () => { readonly server: TestServer; readonly userId: string }) {
  const create = (input: object) => {
    const { server, userId } = current();
    return server.graphql(CREATE_KEY, JSON.stringify({ input: { user_id: userId, ...input } }));
  };
  const revoke = (id: string) => current().server.graphql(REVOKE_KEY, JSON.stringify({ id }));
  const whoIs = async (key: string) => (await current().server.post(WHO_AM_I, { authorization: `Bearer ${key}` })).json;
  const namesOf = async (args = '') =>
    (await current().server.graphql(`{ auth_api_key${args} { name } }`)).json.data.auth_api_key.map(
      ({ name }: { name: string }) => name,
    );
  const createKey = async (input: object): Promise<{ id: string; key: string }> =>
    (await create(input)).json.data.create_api_key;
  return { create, revoke, whoIs, namesOf, createKey };
}
