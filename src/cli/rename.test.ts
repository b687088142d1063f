import { expect, test } from 'vitest';
import { createCliPerTest } from '#testing/cli-per-test.ts';

const cli = createCliPerTest();

const kv = (...argv: string[]) => cli.run(argv);

test('rename changes the key and keeps the value and the id', async () => {
  await kv('set', 'old', '1.0', '--json');
  const id = async () => JSON.parse((await kv('list', '-l', '-o', 'json')).stdout)[0].id;
  const before = await id();

  expect(await kv('rename', 'old', 'new')).toMatchObject({ exitCode: 0, stdout: 'Key old has been renamed to new\n' });

  expect((await kv('list')).stdout).toBe('new\n');
  expect((await kv('get', 'new', '-o', 'json')).stdout).toBe('1.0\n');
  expect(await id()).toBe(before);
});

test('rename never overwrites another pair', async () => {
  await kv('set', 'old', '1');
  await kv('set', 'new', '2');

  const result = await kv('rename', 'old', 'new');

  expect(result.exitCode).not.toBe(0);
  expect(result.stderr).toMatch(/^error: .*\n$/);
  expect((await kv('get', 'new', '--raw')).stdout).toBe('2');
  expect((await kv('get', 'old', '--raw')).stdout).toBe('1');
});

test('rename of a missing key, or at another version, changes nothing', async () => {
  expect(await kv('rename', 'old', 'new')).toMatchObject({ exitCode: 3 });
  await kv('set', 'old', '1');

  expect(await kv('rename', 'old', 'new', '--expected-version', '7')).toMatchObject({ exitCode: 4 });
  expect((await kv('list')).stdout).toBe('old\n');
});
