import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestCli, type TestCli } from '#testing/test-cli.ts';
import { API_KEY, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;
let cli: TestCli;

beforeEach(async () => {
  server = await startTestServer({ KV_LICENSE_PAIRS: '5' });
  cli = createTestCli({ KV_API_URL: server.url, KV_API_KEY: API_KEY });
});

afterEach(async () => {
  cli.remove();
  await server.stop();
});

const kv = (...argv: string[]) => cli.run(argv);
const rawOf = async (key: string) => (await kv('get', key, '-o', 'json')).stdout;
const done = (stdout: string) => ({ exitCode: 0, stdout, stderr: '', asked: [] });

describe.each(['kv', 'prefect'] as const)('called %s', (program) => {
  test('the four operations of the documentation print what it says', async () => {
    const run = (...argv: string[]) => cli.run(program === 'kv' ? argv : ['kv', ...argv], { program });

    expect(await run('list')).toEqual(done('No keys found\n'));
    expect(await run('set', 'foo', 'bar')).toEqual(done('Key value pair set successfully\n'));
    expect(await run('get', 'foo')).toEqual(done('Key foo has value bar\n'));
    expect(await run('set', 'a', '1')).toEqual(done('Key value pair set successfully\n'));
    expect(await run('list')).toEqual(done('a\nfoo\n'));
    expect(await run('delete', 'foo')).toEqual(done('Key foo has been deleted\n'));
    expect(await run('list')).toEqual(done('a\n'));
  });
});

describe('set', () => {
  test.each(['5', 'true', '{"a":1}', '', '-5', '-1.5e3', 'ü\n"'])(
    'stores the argument %j as a string',
    async (value) => {
      expect(await kv('set', 'a', value)).toEqual(done('Key value pair set successfully\n'));
      expect(await rawOf('a')).toBe(`${JSON.stringify(value)}\n`);
    },
  );

  test('stores an argument that looks like an option behind --', async () => {
    expect(await kv('set', '--', '-key', '--value')).toMatchObject({ exitCode: 0 });
    expect((await kv('get', '--', '-key')).stdout).toBe('Key -key has value --value\n');
  });

  const EXACT = '{"b":12345678901234567890,"a":1.0,"a":1e400}';

  test('stores JSON exactly, from the argument, a file and standard input', async () => {
    const file = join(cli.home, 'value.json');
    writeFileSync(file, `\ufeff ${EXACT}\n`);

    await kv('set', 'argument', EXACT, '--json');
    await kv('set', 'file', '--file', file);
    await cli.run(['set', 'stdin', '-'], { stdin: `\n${EXACT}` });

    for (const key of ['argument', 'file', 'stdin']) expect(await rawOf(key)).toBe(`${EXACT}\n`);
  });

  test('with an expected version overwrites only that version', async () => {
    expect(await kv('set', 'a', '1', '--expected-version', '0')).toMatchObject({ exitCode: 0 });
    expect(await kv('set', 'a', '2', '--expected-version', '0')).toMatchObject({
      exitCode: 4,
      stdout: '',
      stderr: expect.stringContaining('now at version 1'),
    });
    expect(await kv('set', 'a', '2', '--expected-version', '1')).toMatchObject({ exitCode: 0 });
  });
});

describe('get', () => {
  test('shows values other than strings as indented JSON', async () => {
    await kv('set', 'a', '{"b":[1.0,"x"]}', '--json');

    expect((await kv('get', 'a')).stdout).toBe('Key a has value {\n  "b": [\n    1.0,\n    "x"\n  ]\n}\n');
  });

  test('--raw is the value and nothing else', async () => {
    await kv('set', 'text', 'two\nlines\u001b');
    await kv('set', 'json', '[1.0]', '--json');

    expect((await kv('get', 'text', '--raw')).stdout).toBe('two\nlines\u001b');
    expect((await kv('get', 'json', '--raw')).stdout).toBe('[1.0]');
  });

  test('half of a surrogate pair is not printed as another character', async () => {
    await kv('set', 'a', String.raw`"\ud800"`, '--json');

    expect(await kv('get', 'a', '--raw')).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining('-o json'),
    });
    expect((await kv('get', 'a')).stdout).toBe('Key a has value "\\ud800"\n');
  });
});

describe('at a terminal', () => {
  test('control characters are escaped; in a pipe nothing is', async () => {
    const key = 'a\n\u001b[31mb\u202e';
    await kv('set', key, 'x\ny\u0007');

    expect((await cli.run(['list'], { terminal: [] })).stdout).toBe('a\\n\\u001b[31mb\\u202e\n');
    expect((await cli.run(['get', key], { terminal: [] })).stdout).toBe(
      'Key a\\n\\u001b[31mb\\u202e has value x\ny\\u0007\n',
    );
    expect((await kv('list')).stdout).toBe(`${key}\n`);
  });

  test('errors are red unless NO_COLOR is set', async () => {
    expect((await cli.run(['get', 'a'], { terminal: [] })).stderr).toContain('\u001b[31merror:\u001b[0m ');
    expect((await cli.run(['get', 'a'], { terminal: [], env: { NO_COLOR: '1' } })).stderr).toMatch(/^error: /);
    expect((await kv('get', 'a')).stderr).toMatch(/^error: /);
  });

  test('delete asks first, and deletes only after a yes', async () => {
    await kv('set', 'a', '1');

    const no = await cli.run(['delete', 'a'], { terminal: ['n'] });
    expect(no).toMatchObject({ exitCode: 1, asked: ['Delete a (string, 3 bytes, by admin)? [y/N] '] });
    expect(await cli.run(['delete', 'a'], { terminal: [''] })).toMatchObject({ exitCode: 1 });
    expect(await cli.run(['delete', 'a', '--yes'], { terminal: [] })).toMatchObject({ exitCode: 0, asked: [] });
    await kv('set', 'a', '1');
    expect(await cli.run(['delete', 'a'], { terminal: ['y'] })).toMatchObject({ exitCode: 0 });
    expect((await kv('list')).stdout).toBe('No keys found\n');
  });
});

describe('list', () => {
  test('--prefix, --long and -o json choose what is shown', async () => {
    for (const key of ['etl/a', 'etl/b', 'x%']) await kv('set', key, '1');

    expect((await kv('list', '--prefix', 'etl/')).stdout).toBe('etl/a\netl/b\n');
    expect((await kv('list', '--prefix', 'x%', '-o', 'json')).stdout).toBe('[\n  "x%"\n]\n');
    expect((await kv('list', '--long')).stdout).toMatch(
      /^TYPE {4}SIZE {2}VERSION {2}UPDATED {19}BY {5}KEY\nstring {2}3 {5}1 {8}\d{4}-\S+Z {2}admin {2}etl\/a\n/,
    );
    expect(JSON.parse((await kv('list', '-l', '-o', 'json')).stdout)).toHaveLength(3);
    expect((await kv('list', '--prefix', 'nothing', '-o', 'json')).stdout).toBe('[]\n');
  });
});

test('status shows server, team and licence usage', async () => {
  await kv('set', 'a', '1');

  expect((await kv('status')).stdout).toBe(
    `Server  ${server.url}\nTeam    Default (default)\nKey     admin\nPairs   1/5\n`,
  );
  expect(JSON.parse((await kv('status', '-o', 'json')).stdout)).toMatchObject({ pairs: { used: 1, limit: 5 } });
});

describe('a failure is one line on standard error, with the exit code for its kind', () => {
  test.each<[number, string, string[]]>([
    [2, 'not JSON', ['set', 'a', '{"a":}', '--json']],
    [2, 'line 1, column 6', ['set', 'a', '{"a":}', '--json']],
    [2, '--file PATH', ['set', 'a']],
    [2, 'ENOENT', ['set', 'a', '--file', '/nowhere']],
    [2, 'whole number', ['set', 'a', 'b', '--expected-version', 'x']],
    [2, 'whole number', ['set', 'a', 'b', '--expected-version', '99999999999']],
    [2, 'at least one character', ['set', '', 'b']],
    [2, 'unknown command', ['gett', 'a']],
    [2, 'unknown option', ['get', 'a', '--yaml']],
    [2, 'Allowed choices are json', ['get', 'a', '-o', 'yaml']],
    [2, 'cannot be used with', ['get', 'a', '--raw', '-o', 'json']],
    [2, 'missing required argument', ['get']],
    [3, 'There is no pair with this key', ['get', 'a']],
    [3, '`kv list`', ['delete', 'a']],
    [3, 'no pair', ['edit', 'a']],
    [4, 'It may have been deleted.', ['set', 'a', 'b', '--expected-version', '3']],
    [6, 'the limit is 1,048,576 bytes', ['set', 'a', 'x'.repeat(1_048_576)]],
    [6, '512 levels', ['set', 'a', '['.repeat(600) + ']'.repeat(600), '--json']],
  ])('%i: %s', async (exitCode, message, argv) => {
    const result = await kv(...argv);

    expect(result).toMatchObject({ exitCode, stdout: '' });
    expect(result.stderr).toContain(message);
    expect(result.stderr).toMatch(/^error: .*\n$/);
  });

  test('5: the licence limit is reached', async () => {
    for (const key of ['1', '2', '3', '4', '5']) await kv('set', key, 'x');

    expect(await kv('set', '6', 'x')).toMatchObject({
      exitCode: 5,
      stderr: expect.stringContaining('5 of 5 pairs are in use. Nothing was changed.'),
    });
    expect(await kv('set', '5', 'y')).toMatchObject({ exitCode: 0 });
  });

  test('7: the key is wrong', async () => {
    expect(await cli.run(['list'], { env: { KV_API_KEY: 'wrong' } })).toMatchObject({
      exitCode: 7,
      stderr: expect.stringContaining('`kv login`'),
    });
  });

  test('8: there is no server at the address', async () => {
    await server.stop();

    const result = await kv('set', 'a', 'b');

    server = await startTestServer();
    expect(result).toMatchObject({ exitCode: 8, stderr: expect.stringContaining('`kv serve`') });
    expect(result.stderr).toMatch(/^error: .*\n$/);
  });

  test('8: another server answers at the address', async () => {
    const result = await cli.run(['list'], { env: { KV_API_URL: `${server.url}/livez` } });

    expect(result).toMatchObject({ exitCode: 8, stderr: expect.stringContaining('is not a KV Store (HTTP 404)') });
  });

  test('bytes that are not UTF-8 are not stored as other characters', async () => {
    const result = await cli.run(['set', 'a', '-'], { stdin: Uint8Array.of(0x22, 0xff, 0x22) });

    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('not UTF-8') });
    expect((await kv('list')).stdout).toBe('No keys found\n');
  });
});

test('--help documents the exit codes, and --version is the one of the package', async () => {
  const help = await kv('--help');

  expect(help.exitCode).toBe(0);
  expect(help.stdout).toMatch(/Exit codes:\n {2}0 +done\n[\s\S]*\n {2}8 +the server cannot be reached/);
  expect((await kv('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect((await cli.run([], {})).exitCode).toBe(2);
});
