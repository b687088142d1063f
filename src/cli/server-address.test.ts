import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startOtherServer } from '#testing/other-server.ts';
import { createTestCli } from '#testing/test-cli.ts';
import { API_KEY, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;
let cli: ReturnType<typeof createTestCli>;

beforeAll(async () => {
  server = await startTestServer();
  cli = createTestCli({});
});

afterAll(async () => {
  cli.remove();
  await server.stop();
});

const COMMANDS = [
  ['list'],
  ['list', '--long'],
  ['get', 'a'],
  ['set', 'a', 'b'],
  ['delete', 'a', '--yes'],
  ['rename', 'a', 'b'],
  ['edit', 'a'],
  ['status'],
];

describe.each(['/team/kv', '/sign-in#token=s3cret', '/default?pair=s3cret', '/session'])(
  'at an address with the path %s',
  (end) => {
    const path = end.replace(/[?#].*/, '');
    const words = () =>
      `error: The server at ${server.url}${path} is not a KV Store (HTTP ${path === '/session' ? 403 : 404}). The address has a path. Try ${server.url} instead.\n`;

    test.each(COMMANDS)('kv %s says so', async (...argv) => {
      for (const [name, key] of [
        ['KV_API_URL', 'KV_API_KEY'],
        ['PREFECT__CLOUD__API', 'PREFECT__CLOUD__API_KEY'],
      ] as const) {
        const env = { [name]: server.url + end, [key]: API_KEY };
        const { exitCode, stdout, stderr } = await cli.run(argv, { env });

        expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 8, stdout: '', stderr: words() });
      }
    });

    test('kv login says so and saves nothing', async () => {
      const { exitCode, stderr } = await cli.run(['login', server.url + end], { stdin: API_KEY });

      expect({ exitCode, stderr }).toEqual({ exitCode: 8, stderr: words() });
      expect((await cli.run(['logout', server.url])).stdout).toContain('No key is saved');
    });
  },
);

test('at an address without a path that is not a KV Store, the message names the setting', async () => {
  const other = await startOtherServer(200, 'text/html', '<h1>Welcome</h1>');
  try {
    expect(await cli.run(['list'], { env: { KV_API_URL: `${other.url}/`, KV_API_KEY: API_KEY } })).toMatchObject({
      exitCode: 8,
      stderr: `error: The server at ${other.url} is not a KV Store (HTTP 200). Set KV_API_URL to the address of a KV Store, or sign in with \`kv login URL\`.\n`,
    });
  } finally {
    await other.stop();
  }
});

test('an address with a password is refused before any question, and not shown', async () => {
  const url = server.url.replace('//', '//me:s3cret@');

  const login = await cli.run(['login', url], { terminal: [API_KEY] });
  const list = await cli.run(['list'], { env: { KV_API_URL: url, KV_API_KEY: API_KEY } });

  expect(login).toMatchObject({
    exitCode: 2,
    asked: [],
    stderr: expect.stringContaining('cannot contain a user name or a password'),
  });
  expect(list).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('cannot contain a user name or a password'),
  });
  expect(login.stderr + list.stderr).not.toContain('s3cret');
});

test('an address that ends in /graphql means the server, and its key is found under each spelling', async () => {
  expect(await cli.run(['login', `${server.url}/graphql/`], { stdin: API_KEY })).toMatchObject({ exitCode: 0 });

  for (const end of ['', '/', '/graphql', '/graphql/', '?a=1', '#b']) {
    const { exitCode, stdout } = await cli.run(['list'], { env: { KV_API_URL: server.url + end } });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'No keys found\n' });
  }
  await cli.run(['logout', server.url]);
});
