import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
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

  test('runs the server, which other commands find without settings, until it is stopped', async () => {
    const child = spawn(join(app, 'node_modules/.bin/kv'), ['serve'], {
      cwd: app,
      env: { PATH: process.env.PATH, HOME: home, KV_PORT: '0', KV_LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    serving = child;
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('Sign in')) break;

    expect(await run('kv', ['set', 'foo', 'bar'])).toBe('Key value pair set successfully\n');
    expect(await run('kv', ['status'])).toContain('Pairs   1/50\n');
    child.kill('SIGTERM');

    expect(await ended).toBe(0);
  });

  test('shows a new admin key that cannot be saved, and names settings that it does not know', async () => {
    const noHome = join(installed, 'no-home');
    writeFileSync(noHome, '');
    const child = spawn(join(app, 'node_modules/.bin/kv'), ['serve'], {
      cwd: installed,
      env: { PATH: process.env.PATH, HOME: noHome, KV_PORT: '0', KV_LOG_LEVEL: 'silent', KV_LICENCE_PAIRS: '5' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    serving = child;
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += text;
    });
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line.startsWith('It could not be saved')) break;
    }

    expect(lines.at(-2)).toMatch(/^Admin API key, shown only this once: kvs_\w+$/);
    expect(errors).toBe(
      'kv-store: KV_LICENCE_PAIRS is not a setting, so it has no effect. Did you mean KV_LICENSE_PAIRS?\n',
    );
  });

  test('says what keeps the server from starting, with its exit code', async () => {
    const failed = run('kv', ['serve'], { KV_PORT: 'x' });

    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: 'kv-store: KV_PORT must be a whole number from 0 to 65535.\n',
    });
  });
});
