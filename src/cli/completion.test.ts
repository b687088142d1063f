import { execFile } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createCliPerTest } from '#testing/cli-per-test.ts';

const cli = createCliPerTest();

/** The completions bash offers for a command line that ends at the cursor. */
async function completeInBash(...words: string[]): Promise<string[]> {
  const { stdout: script } = await cli.run(['completion', 'bash']);
  const keys = (await cli.run(['__keys', words.at(-1) ?? ''])).stdout;
  // Stands in for the installed program: it prints the keys that the CLI has just printed.
  writeFileSync(join(cli.home, 'keys'), keys);
  writeFileSync(join(cli.home, 'kv'), `#!/bin/sh\ncat ${cli.home}/keys\n`);
  chmodSync(join(cli.home, 'kv'), 0o755);
  writeFileSync(join(cli.home, 'completion'), script);
  const { stdout } = await promisify(execFile)(
    'bash',
    [
      '-c',
      `. ${cli.home}/completion; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _kv; printf '%s\\n' "\${COMPREPLY[@]}"`,
      'bash',
      'kv',
      ...words,
    ],
    { env: { PATH: `${cli.home}:${process.env.PATH}` } },
  );
  return stdout.split('\n').slice(0, -1);
}

describe('in bash', () => {
  test('commands, options and keys are completed', async () => {
    for (const key of ['etl/a', 'etl/b c', 'etl/d\ne', 'x']) await cli.run(['set', key, '1']);

    expect(await completeInBash('l')).toEqual(['list', 'login', 'logout']);
    expect(await completeInBash('set', 'x', '--f')).toEqual(['--file']);
    expect(await completeInBash('get', 'etl/')).toEqual(['etl/a', 'etl/b\\ c']);
    expect(await completeInBash('completion', 'z')).toEqual(['zsh']);
    expect(await completeInBash('sessions', '')).toEqual(['list', 'end']);
    expect(await completeInBash('sessions', 'list', '--o')).toEqual(['--output']);
    expect(await completeInBash('admin', '')).toEqual(['backup', 'verify', 'restore']);
    expect(await completeInBash('admin', 'restore', '--f')).toEqual(['--force']);
    // Files, which the shell itself completes.
    expect(await completeInBash('admin', 'backup', 'v')).toEqual(['']);
  });

  test('with a wrong API key no keys are offered and nothing is printed', async () => {
    const result = await cli.run(['__keys'], { env: { KV_API_KEY: 'wrong' } });

    expect(result).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  });
});

test.each(['bash', 'zsh', 'fish'])('the %s script has every command except the hidden one', async (shell) => {
  const { stdout } = await cli.run(['completion', shell]);

  for (const name of [
    'set',
    'get',
    'delete',
    'list',
    'edit',
    'rename',
    'status',
    'login',
    'logout',
    'sessions',
    'serve',
    'admin',
  ]) {
    expect(stdout).toMatch(new RegExp(`\\b${name}\\b`));
  }
  expect(stdout).not.toContain('undefined');
});

test('an unknown shell is wrong usage', async () => {
  expect(await cli.run(['completion', 'csh'])).toMatchObject({ exitCode: 2, stdout: '' });
});
