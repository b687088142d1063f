import { execFile } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createCliPerTest } from '#testing/cli-per-test.ts';

const cli = createCliPerTest();

/** What bash offers at the end of a line, in place of what comes after the last end of a word for it. */
async function completeInBash(line: string, prefix = ''): Promise<string[]> {
  const { stdout: script } = await cli.run(['completion', 'bash']);
  const keys = (await cli.run(['__keys', prefix])).stdout;
  // Stands in for the installed program: it prints the keys that the CLI has just printed, for that prefix alone.
  writeFileSync(join(cli.home, 'keys'), keys);
  writeFileSync(join(cli.home, 'prefix'), prefix);
  writeFileSync(join(cli.home, 'kv'), `#!/bin/sh\n[ "$2" = "$(cat ${cli.home}/prefix)" ] && cat ${cli.home}/keys\n`);
  chmodSync(join(cli.home, 'kv'), 0o755);
  writeFileSync(join(cli.home, 'completion'), script);
  const { stdout } = await promisify(execFile)(
    'bash',
    [
      '-c',
      `. ${cli.home}/completion; COMP_LINE=$1 COMP_POINT=\${#1}; _kv; for reply in "\${COMPREPLY[@]}"; do echo "$reply"; done`,
      'bash',
      line,
    ],
    { env: { PATH: `${cli.home}:${process.env.PATH}` } },
  );
  return stdout.split('\n').slice(0, -1);
}

describe('in bash', () => {
  test('commands, options and keys are completed', async () => {
    for (const key of ['etl/a', 'etl/b c', 'etl/d\ne', 'x']) await cli.run(['set', key, '1']);

    expect(await completeInBash('kv l')).toEqual(['list', 'login', 'logout']);
    expect(await completeInBash('kv set x --f')).toEqual(['--file']);
    expect(await completeInBash('kv get etl/', 'etl/')).toEqual(['etl/a', 'etl/b\\ c']);
    expect(await completeInBash('kv completion z')).toEqual(['zsh']);
    expect(await completeInBash('kv sessions ')).toEqual(['list', 'end']);
    expect(await completeInBash('kv sessions list --o')).toEqual(['--output']);
    expect(await completeInBash('kv admin ')).toEqual(['backup', 'verify', 'restore']);
    expect(await completeInBash('kv admin restore --f')).toEqual(['--force']);
    // Files, which the shell itself completes.
    expect(await completeInBash('kv admin backup v')).toEqual([]);
    expect(await completeInBash('kv set x v')).toEqual([]);
  });

  test.each([
    ['kv get team:', 'team:', ['a', 'b=c']],
    ['kv get team:b=', 'team:b=', ['c']],
    ['kv get team:b', 'team:b', ['b=c']],
    ['kv get "te', 'te', ['team:a', 'team:b=c']],
    ['kv get "team:', 'team:', ['team:a', 'team:b=c']],
    ['kv get o\\ ', 'o ', ['o\\ p']],
    ['kv get "o ', 'o ', ['o p']],
    ["kv get 'i", 'i', ["it'\\''s"]],
    ["kv get it\\'", "it'", ["it\\'s"]],
    ['kv get "q', 'q', ['q\\"\\$\\`\\\\']],
    ["kv get 'q", 'q', ['q"$`\\']],
    ['kv   get    "team:a', 'team:a', ['team:a']],
  ])('%s is completed behind what bash keeps of it', async (line, prefix, replies) => {
    for (const key of ['team:a', 'team:b=c', 'o p', "it's", 'q"$`\\']) await cli.run(['set', key, '1']);

    expect(await completeInBash(line, prefix)).toEqual(replies);
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
