import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './setup/fixtures.ts';
import { TestServer } from './setup/server.ts';

/*
 * The package as `npm pack` makes it, in a project that has nothing else installed: what it forgets to bring is missing.
 */

const ROOT = join(import.meta.dirname, '..');
const directory = mkdtempSync(join(tmpdir(), 'kv-package-'));
const app = join(directory, 'app');
const installed = join(app, 'node_modules/kv-store');
const home = join(directory, 'home');

// Packed once, not once a worker.
test.describe.configure({ mode: 'default' });

test.beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  mkdirSync(home);
  const [tarball] = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', directory], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .trim()
    .split('\n');
  execFileSync('tar', ['-xzf', join(directory, tarball ?? ''), '-C', installed, '--strip-components', '1']);
  // As npm does with `bin`.
  mkdirSync(join(app, 'node_modules/.bin'));
  for (const name of ['kv', 'prefect']) {
    symlinkSync(`../kv-store/dist/cli/${name}.js`, join(app, 'node_modules/.bin', name));
  }
  writeFileSync(join(app, 'package.json'), '{ "type": "module" }');
});

test.afterAll(() => rmSync(directory, { recursive: true }));

const run = async (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  (
    await promisify(execFile)(command, args, {
      cwd: app,
      env: { PATH: `${join(app, 'node_modules/.bin')}:${process.env.PATH}`, HOME: home, ...env },
    })
  ).stdout;

const settingsOf = ({ url }: TestServer) => ({ KV_API_URL: url, KV_API_KEY: TestServer.apiKey });

test('kv and prefect are commands that read and write', async ({ server }) => {
  const env = settingsOf(server);

  expect(await run('kv', ['--version'])).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(await run('kv', ['set', 'foo', 'bar'], env)).toBe('Key value pair set successfully\n');
  expect(await run('prefect', ['kv', 'get', 'foo'], env)).toBe('Key foo has value bar\n');
  expect(await run('kv', ['list'], env)).toBe('foo\n');
  expect(await run('prefect', ['kv', 'delete', 'foo'], env)).toBe('Key foo has been deleted\n');
});

test('a script imports the functions of the original library', async ({ server }) => {
  writeFileSync(
    join(app, 'script.js'),
    `import { deleteKey, getKeyValue, KvError, listKeys, setKeyValue } from 'kv-store';
    const id = await setKeyValue('foo', { bar: [1, null] });
    const value = await getKeyValue('foo');
    const keys = await listKeys();
    const isDeleted = await deleteKey('foo');
    const error = await getKeyValue('foo').catch((error) => error);
    console.log(JSON.stringify([typeof id, value, keys, isDeleted, error instanceof KvError && error.code]));`,
  );

  expect(await run(process.execPath, ['script.js'], settingsOf(server))).toBe(
    '["string",{"bar":[1,null]},["foo"],true,"NOT_FOUND"]\n',
  );
});

test('its types are complete for a strict project without anything else', async () => {
  writeFileSync(
    join(app, 'types.ts'),
    `import { createKvClient, type KvClient, KvError, setKeyValue } from 'kv-store';
    export const kv: KvClient = createKvClient({ url: 'http://127.0.0.1:4200', apiKey: 'k', signal: AbortSignal.abort() });
    export const id: string = await setKeyValue('foo', 'bar', { expectedVersion: 0 });
    for await (const { key, version } of kv.pairs({ prefix: 'a' })) console.log(key.length, version + 1);
    export const isLimit = (error: unknown) => error instanceof KvError && error.code === 'LICENSE_LIMIT_REACHED';
    // @ts-expect-error There is no such code.
    export const isOther = (error: KvError) => error.code === 'OTHER';
    // @ts-expect-error A key is text.
    await kv.getKeyValue(1);`,
  );
  const compilerOptions = {
    noEmit: true,
    strict: true,
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2023', 'dom'],
    types: [],
  };
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['types.ts'] }));

  expect(await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'])).toBe('');
});

test('the client runs in a page, with the session of the person', async ({ page, signIn }) => {
  await signIn();
  await page.route('**/client.js', (route) => route.fulfill({ path: join(installed, 'dist/client/index.js') }));
  await page.goto('/sign-in');

  const value = await page.evaluate(async (module) => {
    const { createKvClient } = await import(module);
    const kv = createKvClient({ url: '/graphql' });
    await kv.setKeyValue('foo', { bar: 1 });
    return await kv.getKeyValue('foo');
  }, '/client.js');

  expect(value).toEqual({ bar: 1 });
});

test.describe('kv serve', () => {
  let serving: ChildProcess | undefined;

  test.beforeAll(() => symlinkSync(join(ROOT, 'node_modules'), join(installed, 'node_modules')));

  test.afterEach(() => {
    serving?.kill('SIGTERM');
  });

  const serve = (env: Readonly<Record<string, string>>) => {
    const child = spawn(join(app, 'node_modules/.bin/kv'), ['serve'], {
      cwd: app,
      env: { PATH: process.env.PATH, KV_PORT: '0', KV_LOG_LEVEL: 'silent', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    serving = child;
    const written = { output: '', errors: '' };
    child.stdout.on('data', (text) => {
      written.output += text;
    });
    child.stderr.on('data', (text) => {
      written.errors += text;
    });
    const ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
    return { child, written, ended };
  };

  test('runs the server, which other commands find without settings, until it is stopped', async () => {
    const { child, written, ended } = serve({ HOME: home });
    await expect.poll(() => written.output).toMatch(/^Sign in .*\n.*KV_ADMIN_API_KEY/m);

    expect(await run('kv', ['set', 'foo', 'bar'])).toBe('Key value pair set successfully\n');
    expect(await run('kv', ['status'])).toContain('Pairs   1/50\n');
    child.kill('SIGTERM');

    expect(await ended).toBe(0);
    const file = join(home, '.config/kv-store/credentials.json');
    const { api_key } = Object.values(
      JSON.parse(readFileSync(file, 'utf8')) as Record<string, { api_key: string }>,
    )[0] ?? {
      api_key: 'none',
    };
    expect(api_key).toMatch(/^kvs_\w+$/);
    expect(written.output).toContain(file);
    // Output that is not a terminal may be kept.
    expect(written.output + written.errors).not.toMatch(/token=|kvs_/);
  });

  test('makes no admin key that nobody could find, goes on, and makes it at the next start that can save it', async () => {
    const noHome = join(directory, 'no-home');
    writeFileSync(noHome, '');
    const database = { KV_DATABASE_URL: `file:${join(directory, 'no-home.sqlite')}` };
    const first = serve({ HOME: noHome, KV_LICENCE_PAIRS: '5', ...database });
    await expect.poll(() => first.written.output).toMatch(/^Sign in .*\n/m);

    expect(first.written.output).toMatch(/^Sign in is not possible yet: .*ENOTDIR.*Set KV_ADMIN_API_KEY.*\n$/m);
    expect(first.written.output + first.written.errors).not.toMatch(/token=|kvs_/);
    expect(first.written.errors).toBe(
      'kv-store: KV_LICENCE_PAIRS is not a setting, so it has no effect. Did you mean KV_LICENSE_PAIRS?\n',
    );
    const url = /runs at (\S+)/.exec(first.written.output)?.[1];
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);

    const second = serve({ HOME: join(directory, 'new-home'), ...database });
    await expect.poll(() => second.written.output).toContain('new-home/.config/kv-store/credentials.json');
    const env = { HOME: join(directory, 'new-home') };
    expect(await run('kv', ['status'], env)).toContain('Key     admin\n');
  });

  test('says what keeps the server from starting, with its exit code', async () => {
    const failed = run('kv', ['serve'], { KV_PORT: 'x' });

    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: 'kv-store: KV_PORT must be a whole number from 0 to 65535.\n',
    });
  });
});
