import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createCliPerTest } from '#testing/cli-per-test.ts';

const cli = createCliPerTest();

/** Runs a line of the shell in which `kv` is the program of these sources. */
const shell = (line: string) =>
  promisify(execFile)('sh', ['-c', `kv() { "${process.execPath}" --import tsx src/cli/kv.ts "$@"; }; ${line}`]).then(
    ({ stdout, stderr }) => ({ stdout, stderr, code: 0 }),
    ({ stdout, stderr, code }) => ({ stdout, stderr, code }),
  );

test.runIf(existsSync('/dev/full'))('output that cannot be written is one line and a failure', async () => {
  expect(await shell('kv --help > /dev/full')).toEqual({
    stdout: '',
    stderr: 'error: The output could not be written (ENOSPC). What the command did before that stays done.\n',
    code: 1,
  });
});

test('a reader that closes early is no failure', async () => {
  expect(await shell('{ kv --help; echo "code $?" >&2; } | true')).toMatchObject({ stderr: 'code 0\n' });
});

const SECRET = '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n';

test.each([
  [['set', 'k', SECRET]],
  [['set', 'k', '--token=s3cret']],
  [['set', 'k', '-s3cret']],
  [['set', 'k', 'v', 's3cret']],
  [['set', 'k', 'v', '--expected-version', 's3cret']],
  [['s3cret']],
  [['list', '--output', 's3cret']],
  [['completion', "s3cret' is invalid, or isn't"]],
  [['login', '--s3cret']],
])('what was typed in %j is not repeated when it is wrong', async (argv) => {
  const { exitCode, stderr, stdout } = await cli.run(argv);

  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/^error: .* See --help\.\n$/);
  expect(stderr).not.toMatch(/s3cret|BEGIN|MIIEvQ/);
});

test('a value that begins with a dash is told how to be given', async () => {
  expect((await cli.run(['set', 'k', SECRET])).stderr).toContain('put -- before the key');
  expect((await cli.run(['list', '--prefx', 'a'])).stderr).toContain('Did you mean --prefix?');
});

describe('set --text', () => {
  const PEM = '\ufeff-----BEGIN KEY-----\r\nab"c\n\n';

  test('stores a file or standard input as one string, every byte of it', async () => {
    const file = join(cli.home, 'key.pem');
    writeFileSync(file, PEM);

    await cli.run(['set', 'file', '--text', '--file', file]);
    await cli.run(['set', 'stdin', '-', '--text'], { stdin: PEM });
    await cli.run(['set', 'empty', '-', '--text'], { stdin: '' });

    for (const key of ['file', 'stdin']) expect((await cli.run(['get', key, '--raw'])).stdout).toBe(PEM);
    expect((await cli.run(['get', 'empty', '-o', 'json'])).stdout).toBe('""\n');
  });

  test('refuses what is not UTF-8, and --json beside it', async () => {
    const file = join(cli.home, 'binary');
    writeFileSync(file, Buffer.from([0xff, 0xfe]));

    expect(await cli.run(['set', 'k', '--text', '--file', file])).toMatchObject({ exitCode: 2 });
    expect(await cli.run(['set', 'k', '--text', '--json', '1'])).toMatchObject({ exitCode: 2 });
    expect((await cli.run(['list'])).stdout).toBe('No keys found\n');
  });
});

test('list -0 ends each key with a NUL, so that any key can be told from the next', async () => {
  expect((await cli.run(['list', '-0'])).stdout).toBe('');
  for (const key of ['a\nb', 'c d']) await cli.run(['set', key, '1']);

  expect((await cli.run(['list', '-0'])).stdout).toBe('a\nb\0c d\0');
  expect(await cli.run(['list', '-0', '--long'])).toMatchObject({ exitCode: 2, stdout: '' });
});

test('key prints the key that commands use, and says what to do when there is none', async () => {
  const { stdout } = await cli.run(['key'], { env: { KV_API_KEY: 'a key' } });
  expect(stdout).toBe('a key\n');

  const none = await cli.run(['key'], { env: { KV_API_KEY: '' } });
  expect(none).toMatchObject({ exitCode: 7, stdout: '', stderr: expect.stringContaining('Sign in with `kv login`') });
});

test('a note of set, rename and delete is in the history', async () => {
  await cli.run(['set', 'k', '1', '--note', 'first']);
  await cli.run(['rename', 'k', 'n', '--note', 'second']);
  await cli.run(['delete', 'n', '--yes', '--note', 'third']);

  const { json } = await cli.server.graphql('{ key_value_change { operation note } }');
  expect(json.data.key_value_change).toEqual([
    { operation: 'delete', note: 'third' },
    { operation: 'rename', note: 'second' },
    { operation: 'create', note: 'first' },
  ]);
  expect(await cli.run(['set', 'k', '1', '--note', 'x'.repeat(501)])).toMatchObject({ exitCode: 2 });
});
