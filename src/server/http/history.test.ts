import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { SET, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({ KV_LICENSE_PAIRS: '3' });
});

afterEach(() => server.stop());

async function run(query: string, variables: object = {}) {
  return (await server.graphql(query, JSON.stringify(variables))).json;
}

const PAYLOAD = '{ id version }';
const set = async (input: object) =>
  run(`mutation ($input: set_key_value_input!) { set_key_value(input: $input) ${PAYLOAD} }`, { input });
const remove = (id: string) => run(`mutation { delete_key_value(input: { key_value_id: "${id}" }) { success } }`);
const rename = (input: object) =>
  run(`mutation ($input: rename_key_value_input!) { rename_key_value(input: $input) ${PAYLOAD} }`, { input });
const restore = (input: object) =>
  run(`mutation ($input: restore_key_value_input!) { restore_key_value(input: $input) ${PAYLOAD} }`, { input });
const purge = (id: string) => run(`mutation { purge_key_value(input: { key_value_id: "${id}" }) { success error } }`);

async function create(key: string, valueText: string): Promise<string> {
  return (await set({ key, value_text: valueText })).data.set_key_value.id;
}

async function textOf(key: string): Promise<string | undefined> {
  const { data } = await run('query ($key: String!) { key_value(where: { key: { _eq: $key } }) { value_text } }', {
    key,
  });
  return data.key_value[0]?.value_text;
}

const codeOf = ({ errors }: { errors: { extensions: { code: string } }[] }) => errors[0]?.extensions.code;

describe('versions', () => {
  test('are kept with text, key, actor, way and note, newest first', async () => {
    const id = await create('job', '{"big":12345678901234567890,"a":1,"a":1e400}');
    await set({ key: 'job', value_text: '2', note: 'first try\nsecond line' });
    await server.post(
      JSON.stringify({ query: `mutation { rename_key_value(input: { key_value_id: "${id}", key: "task" }) { id } }` }),
      { 'x-kv-client': 'cli/0.1.0' },
    );
    await remove(id);

    const { data } = await run(
      `{ key_value_version(key_value_id: "${id}") { key_value_id version operation key type size value_text created_by via note } }`,
    );

    const by = { key_value_id: id, created_by: 'admin' };
    const gone = { type: null, size: null, value_text: null };
    expect(data.key_value_version).toEqual([
      { ...by, version: 4, operation: 'delete', key: 'task', ...gone, via: 'api', note: null },
      {
        ...by,
        version: 3,
        operation: 'rename',
        key: 'task',
        type: 'number',
        size: 1,
        value_text: '2',
        via: 'cli',
        note: null,
      },
      {
        ...by,
        version: 2,
        operation: 'update',
        key: 'job',
        type: 'number',
        size: 1,
        value_text: '2',
        via: 'api',
        note: 'first try\nsecond line',
      },
      {
        ...by,
        version: 1,
        operation: 'create',
        key: 'job',
        type: 'object',
        size: 44,
        value_text: '{"big":12345678901234567890,"a":1,"a":1e400}',
        via: 'api',
        note: null,
      },
    ]);
  });

  test('come in pages, and one by one', async () => {
    const id = await create('a', '1');
    for (const text of ['2', '3', '4']) await set({ key: 'a', value_text: text });

    const page = await run(`{ key_value_version(key_value_id: "${id}", before_version: 4, limit: 2) { version } }`);
    const one = await server.graphql(
      `{ key_value_version_by_pk(key_value_id: "${id}", version: 2) { value value_text } }`,
    );
    const none = await run(`{ key_value_version_by_pk(key_value_id: "${id}", version: 9) { version } }`);

    expect(page.data.key_value_version).toEqual([{ version: 3 }, { version: 2 }]);
    expect(one.json.data.key_value_version_by_pk).toEqual({ value: 2, value_text: '2' });
    expect(none.data.key_value_version_by_pk).toBeNull();
  });

  test('restoring writes the exact text of an old one as a new one', async () => {
    const id = await create('a', '1e400');
    await set({ key: 'a', value_text: '2' });

    const { data } = await restore({ key_value_id: id, version: 1, expected_version: 2, note: 'back' });

    expect(data.restore_key_value).toEqual({ id, version: 3 });
    expect(await textOf('a')).toBe('1e400');
  });

  test('a restoration that does not fit is refused with a code, and changes nothing', async () => {
    const id = await create('a', '1');
    await set({ key: 'a', value_text: '2' });

    expect(codeOf(await restore({ key_value_id: id, version: 1, expected_version: 1 }))).toBe('VERSION_CONFLICT');
    expect(codeOf(await restore({ key_value_id: id, version: 7 }))).toBe('NOT_FOUND');
    expect(codeOf(await set({ key: 'a', value_text: '3', note: 'x'.repeat(501) }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await set({ key: 'a', value_text: '3', note: 'a\u0007b' }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await run(`{ key_value_version(key_value_id: "${id}", limit: 101) { version } }`))).toBe(
      'BAD_USER_INPUT',
    );
    expect(await textOf('a')).toBe('2');
  });
});

describe('deleted pairs', () => {
  test('are listed and counted, and come back with their id, text and counting', async () => {
    const id = await create('etl/Über', '[1.0]');
    await remove(id);

    const { data } = await run(`{
      key_value_deleted(search: "über") { id key type size preview version deleted_by via restorable_until deleted }
      key_value_deleted_aggregate { aggregate { count } }
    }`);
    const [found] = data.key_value_deleted;
    expect(found).toMatchObject({
      id,
      key: 'etl/Über',
      type: 'array',
      size: 5,
      preview: '[1.0]',
      version: 2,
      deleted_by: 'admin',
      via: 'api',
    });
    expect(Date.parse(found.restorable_until) - Date.parse(found.deleted)).toBe(30 * 24 * 60 * 60_000);
    expect(data.key_value_deleted_aggregate.aggregate.count).toBe(1);

    expect((await restore({ key_value_id: id, version: 1 })).data.restore_key_value).toEqual({ id, version: 3 });
    expect(await textOf('etl/Über')).toBe('[1.0]');
  });

  test('restoring checks the licence first, and tells used and limit', async () => {
    const id = await create('gone', '1');
    await remove(id);
    for (const key of ['a', 'b', 'c']) await create(key, '1');

    const { errors } = await restore({ key_value_id: id, version: 1 });

    expect(errors[0].extensions).toEqual({
      code: 'LICENSE_LIMIT_REACHED',
      request_id: expect.any(String),
      used: 3,
      limit: 3,
    });
  });

  test('a pair whose key another one has now is not brought back over it', async () => {
    const id = await create('a', '1');
    await remove(id);
    await create('a', '2');

    expect(codeOf(await restore({ key_value_id: id, version: 1 }))).toBe('BAD_USER_INPUT');
    expect(await textOf('a')).toBe('2');
  });

  test('can be purged; live pairs cannot', async () => {
    const id = await create('a', '1');
    expect(codeOf(await purge(id))).toBe('BAD_USER_INPUT');
    await remove(id);

    expect((await purge(id)).data.purge_key_value.success).toBe(true);
    expect((await purge(id)).data.purge_key_value.success).toBe(false);
    expect(codeOf(await restore({ key_value_id: id, version: 1 }))).toBe('NOT_FOUND');
  });
});

describe('renaming', () => {
  test('keeps id and text, works at the limit, and is safe to send again', async () => {
    const id = await create('old', '1.0');
    await create('b', '1');
    await create('c', '1');
    const input = { key_value_id: id, key: 'new', expected_version: 1, idempotency_key: 'once' };

    const first = await rename(input);
    const again = await rename(input);

    expect(first.data.rename_key_value).toEqual({ id, version: 2 });
    expect(again).toEqual(first);
    expect(await textOf('new')).toBe('1.0');
    expect(await textOf('old')).toBeUndefined();
  });

  test('onto a key in use, from an old version or to no key is refused', async () => {
    const id = await create('a', '1');
    await create('b', '2');

    expect(codeOf(await rename({ key_value_id: id, key: 'b' }))).toBe('VERSION_CONFLICT');
    expect(codeOf(await rename({ key_value_id: id, key: 'c', expected_version: 9 }))).toBe('VERSION_CONFLICT');
    expect(codeOf(await rename({ key_value_id: id, key: '' }))).toBe('BAD_USER_INPUT');
    expect(await textOf('a')).toBe('1');
    expect(await textOf('b')).toBe('2');
  });

  test('leaves no way to overwrite what comes under the old key by a version read before', async () => {
    const id = await create('a', '1');
    await rename({ key_value_id: id, key: 'b' });
    await create('a', '"new"');

    expect(codeOf(await set({ key: 'a', value_text: '2', expected_version: 1 }))).toBe('VERSION_CONFLICT');
    expect(await textOf('a')).toBe('"new"');
  });
});

test('the activity of a tenant comes newest first, in pages and filtered', async () => {
  const id = await create('a', '1');
  await set({ key: 'a', value_text: '22', note: 'why' });
  await rename({ key_value_id: id, key: 'b' });
  await create('c', 'null');

  const fields = 'revision key previous_key operation version size note created_by via';
  const { data } = await run(`{ key_value_change(before_revision: 4) { ${fields} } }`);
  const by = { created_by: 'admin', via: 'api' };
  expect(data.key_value_change).toEqual([
    { revision: 3, key: 'b', previous_key: 'a', operation: 'rename', version: 3, size: 2, note: null, ...by },
    { revision: 2, key: 'a', previous_key: null, operation: 'update', version: 2, size: 2, note: 'why', ...by },
    { revision: 1, key: 'a', previous_key: null, operation: 'create', version: 1, size: 1, note: null, ...by },
  ]);

  const revisions = async (where: string) =>
    (await run(`{ key_value_change(where: ${where}) { revision } }`)).data.key_value_change.map(
      ({ revision }: { revision: number }) => revision,
    );
  expect(await revisions(`{ key_value_id: { _eq: "${id}" }, operation: { _eq: "update" } }`)).toEqual([2]);
  expect(await revisions('{ key: { _eq: "c" } }')).toEqual([4]);
  expect(await revisions('{ via: { _eq: "ui" } }')).toEqual([]);
  expect(await revisions('{ created_by: { _eq: null } }')).toEqual([]);
});

test('the room that earlier versions and deleted pairs take is told with its limit', async () => {
  const own = await startTestServer({ KV_HISTORY_MB: '7' });
  onTestFinished(() => own.stop());
  const usage = async () =>
    (await own.graphql('{ key_value_history_usage { bytes limit } }')).json.data.key_value_history_usage;
  const set = (text: string) => own.graphql(SET, JSON.stringify({ input: { key: 'a', value_text: text } }));
  await set('"12345678"');
  expect(await usage()).toEqual({ bytes: 0, limit: 7 * 1024 * 1024 });

  const { id } = (await set('1')).json.data.set_key_value;
  expect(await usage()).toEqual({ bytes: 10, limit: 7 * 1024 * 1024 });
  await own.graphql(
    'mutation ($id: UUID!) { delete_key_value(input: { key_value_id: $id }) { success } }',
    JSON.stringify({ id }),
  );

  expect(await usage()).toMatchObject({ bytes: 11 });
});
