import { expect, test } from 'vitest';
import { describeStart, describeStartInLog } from './start-message.ts';

const start = {
  url: 'http://127.0.0.1:4200',
  signInLink: 'http://127.0.0.1:4200/sign-in#token=t',
  signInLinkMinutes: 10,
  newAdminApiKey: undefined,
};

test('the sign-in link comes first, and alone', () => {
  expect(describeStart(start, undefined)).toEqual([
    'Sign in within 10 minutes: http://127.0.0.1:4200/sign-in#token=t',
    '',
    'KV Store runs at http://127.0.0.1:4200 (Ctrl+C stops it)',
  ]);
});

test('a new admin key that is saved is not shown, only where it is and how to use it', () => {
  const lines = describeStart({ ...start, newAdminApiKey: 'kvs_key' }, { file: '/home/me/credentials.json' });

  expect(lines.slice(0, 3)).toEqual(describeStart(start, undefined));
  expect(lines.slice(3)).toEqual([
    'The admin API key is saved in /home/me/credentials.json. Clients on this machine find it there.',
    'In another terminal: npx kv set foo bar. To print the key for scripts: npx kv key',
  ]);
});

test('a new admin key that cannot be saved is still shown, with the reason', () => {
  const lines = describeStart({ ...start, newAdminApiKey: 'kvs_key' }, { problem: 'EACCES: permission denied' });

  expect(lines.slice(3)).toEqual([
    'Admin API key, shown only this once: kvs_key',
    'It could not be saved for clients on this machine, so keep it now: EACCES: permission denied',
  ]);
});

test.each([
  ['a saved key', { file: '/home/me/credentials.json' }, '/home/me/credentials.json'],
  ['a key that cannot be saved', { problem: 'EROFS: read-only file system' }, 'EROFS: read-only file system'],
  ['no new key', undefined, 'Sign in with an API key'],
])('a log is shown how to sign in after a start with %s, and nothing to sign in with', (_, saved, text) => {
  const lines = describeStartInLog({ ...start, newAdminApiKey: 'kvs_key' } as { url: string }, saved);

  expect(lines[0]).toBe('KV Store runs at http://127.0.0.1:4200');
  expect(lines[1]).toMatch(/^Sign in/);
  expect(lines[1]).toContain(text);
  expect(lines.join()).not.toMatch(/token=|kvs_key/);
  expect(lines.join().includes('KV_ADMIN_API_KEY')).toBe(saved !== undefined);
});
