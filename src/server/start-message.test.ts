import { expect, test } from 'vitest';
import { describeStart } from './start-message.ts';

const start = {
  url: 'http://127.0.0.1:4200',
  signInLink: 'http://127.0.0.1:4200/sign-in#token=t',
  signInLinkMinutes: 10,
  newAdminApiKey: undefined,
};

test('the address and the sign-in link come first, and alone without a new key', () => {
  expect(describeStart(start, undefined)).toEqual([
    'KV Store runs at http://127.0.0.1:4200',
    'Sign in within 10 minutes: http://127.0.0.1:4200/sign-in#token=t',
  ]);
});

test('a new admin key comes below the link, with the file that it is saved in', () => {
  const lines = describeStart({ ...start, newAdminApiKey: 'kvs_key' }, '/home/me/credentials.json');

  expect(lines.slice(0, 2)).toEqual(describeStart(start, undefined));
  expect(lines.slice(2)).toEqual([
    '',
    'Admin API key, shown only this once: kvs_key',
    'Clients on this machine find it in /home/me/credentials.json',
  ]);
});
