import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestCli, type TestCli } from '#testing/test-cli.ts';
import { API_KEY, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;
let cli: TestCli;

beforeEach(async () => {
  server = await startTestServer();
  cli = createTestCli({});
});

afterEach(async () => {
  cli.remove();
  await server.stop();
});

const file = () => join(cli.home, '.config/kv-store/credentials.json');
const saved = () => JSON.parse(readFileSync(file(), 'utf8'));

function save(credentials: object) {
  mkdirSync(join(cli.home, '.config/kv-store'), { recursive: true });
  writeFileSync(file(), JSON.stringify(credentials), { mode: 0o644 });
}

test('login saves a key that the server accepts, for this user only, and the next command uses it', async () => {
  save({ 'http://other:1': { api_key: 'other' } });

  const result = await cli.run(['login', server.url], { stdin: `${API_KEY}\n` });

  expect(result).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining(`Signed in to ${server.url}, team Default`),
  });
  expect(saved()).toEqual({
    'http://other:1': { api_key: 'other' },
    [server.url]: { api_key: API_KEY, is_current: true },
  });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(await cli.run(['list'])).toMatchObject({ exitCode: 0, stdout: 'No keys found\n' });
});

test('login asks at a terminal and never prints the key', async () => {
  const { exitCode, stdout, stderr, asked } = await cli.run(['login', server.url], { terminal: [API_KEY] });

  expect(exitCode).toBe(0);
  expect(asked).toEqual([`API key for ${server.url} (not shown): `]);
  expect(stdout + stderr).not.toContain(API_KEY);
});

test('login with a wrong key, without a key, or without a server at the address saves nothing', async () => {
  expect(await cli.run(['login', server.url], { stdin: 'wrong' })).toMatchObject({ exitCode: 7 });
  expect(await cli.run(['login', server.url], { stdin: '\n' })).toMatchObject({ exitCode: 2 });
  expect(await cli.run(['login', 'kv.example.com'], { stdin: API_KEY })).toMatchObject({ exitCode: 2 });
  expect(await cli.run(['login', 'http://127.0.0.1:1'], { stdin: API_KEY })).toMatchObject({
    exitCode: 8,
    stderr: expect.stringContaining('http://127.0.0.1:1'),
  });
  expect(existsSync(file())).toBe(false);
});

test('login warns when a setting takes precedence over the saved key', async () => {
  const { stderr } = await cli.run(['login', server.url], { stdin: API_KEY, env: { KV_API_KEY: 'other' } });

  expect(stderr).toBe('KV_API_KEY is set and takes precedence. Unset it to use the saved key.\n');
});

test('logout forgets one key and keeps the others', async () => {
  save({ 'http://other:1': { api_key: 'other' }, [server.url]: { api_key: API_KEY, is_current: true } });

  const no = await cli.run(['logout'], { terminal: ['n'] });
  expect(no).toMatchObject({
    exitCode: 1,
    asked: [`Forget the key for ${server.url}? It cannot be shown again. [y/N] `],
  });
  expect(await cli.run(['logout'])).toMatchObject({ exitCode: 0, stdout: `Signed out of ${server.url}\n` });
  expect(saved()).toEqual({ 'http://other:1': { api_key: 'other' } });
  expect(await cli.run(['logout', server.url])).toMatchObject({
    exitCode: 0,
    stdout: `No key is saved for ${server.url}.\n`,
  });
});
