import { expect, test } from 'vitest';
import type { Store } from '../store/store.ts';
import { createSessions } from './sessions.ts';

const at = (publicUrl: string) =>
  createSessions({ instanceId: '01234567-89ab-4def-8123-456789abcdef' } as Store, publicUrl);
const NAME = 'kv-session-01234567';

test('two servers of one copied database have a cookie each', () => {
  const cookies = `${NAME}-4200=first; ${NAME}-4201=second`;

  expect(at('http://127.0.0.1:4200').tokenOf(cookies)).toBe('first');
  expect(at('http://127.0.0.1:4201').tokenOf(cookies)).toBe('second');
  expect(at('http://127.0.0.1:4202').tokenOf(cookies)).toBeUndefined();
});

test('a session that began under the name without a port goes on, until it is ended', () => {
  const sessions = at('http://127.0.0.1:4200');

  expect(sessions.tokenOf(`${NAME}=old`)).toBe('old');
  expect(sessions.tokenOf(`${NAME}=old; ${NAME}-4200=new`)).toBe('new');
  expect(sessions.endCookies().map((line) => line.split(';')[0])).toEqual([`${NAME}-4200=`, `${NAME}=`]);
});

test.each([
  ['http://127.0.0.1:0', `${NAME}=`],
  ['https://kv.example.com', `__Host-${NAME}=`],
])('%s has the name without a port alone', (publicUrl, cookie) => {
  expect(
    at(publicUrl)
      .endCookies()
      .map((line) => line.split(';')[0]),
  ).toEqual([cookie]);
});
