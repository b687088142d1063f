import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCliPerTest } from '#testing/cli-per-test.ts';
import { signIn } from '#testing/sign-in.ts';

const cli = createCliPerTest();

const askWith = async (cookie: string) => {
  const response = await fetch(`${cli.server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: cli.server.url, cookie },
    body: '{"query":"{ auth_info { user_name } }"}',
  });
  return await response.text();
};

const list = async () => JSON.parse((await cli.run(['sessions', 'list', '-o', 'json'])).stdout);

test('sessions are listed, a line each under a head, or as JSON', async () => {
  expect(await cli.run(['sessions', 'list'])).toMatchObject({ exitCode: 0, stdout: 'No sessions found\n' });
  await signIn(cli.server.url);

  const { stdout } = await cli.run(['sessions', 'list']);
  const sessions = await list();

  const instant = expect.stringMatching(/^20.*Z$/);
  expect(sessions).toEqual([
    {
      ...{ id: expect.any(String), apiKeyName: 'admin', isCurrent: false },
      ...{ created: instant, lastSeen: instant, expires: instant },
    },
  ]);
  const [{ id, created, lastSeen, expires }] = sessions;
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^ID +CREATED +LAST SEEN +EXPIRES +KEY$/),
    [id, created, lastSeen, expires, 'admin'].join('  '),
    '',
  ]);
});

test('one is ended, and only that', async () => {
  const [ended, other] = [await signIn(cli.server.url), await signIn(cli.server.url)];
  const [newest] = await list();

  expect(await cli.run(['sessions', 'end', newest.id])).toMatchObject({
    ...{ exitCode: 0, stdout: '', stderr: 'The session has ended.\n' },
  });

  expect(await list()).toHaveLength(1);
  const answers = await Promise.all([ended, other].map(askWith));
  expect(answers.filter((answer) => answer.includes('UNAUTHENTICATED'))).toHaveLength(1);
  expect(answers.filter((answer) => answer.includes('admin'))).toHaveLength(1);
});

test('an id that no session has, or that is none, is an error', async () => {
  expect(await cli.run(['sessions', 'end', randomUUID()])).toMatchObject({
    ...{ exitCode: 3, stdout: '', stderr: 'error: There is no session with this id. See `kv sessions list`.\n' },
  });
  expect(await cli.run(['sessions', 'end', 'x'])).toMatchObject({ exitCode: 2, stdout: '' });
  expect(await cli.run(['sessions', 'end'])).toMatchObject({ exitCode: 2, stdout: '' });
});
