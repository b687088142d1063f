import { expect, test } from 'vitest';
import {
  findCurrentServer,
  findServer,
  parseCredentials,
  printCredentials,
  withoutServer,
  withServer,
} from './credentials.ts';

test('a server that starts again stays the current one if it was, and never replaces another', () => {
  const signedIn = withServer({}, 'http://a:1', { api_key: 'old', is_current: true });

  const restarted = withServer(signedIn, 'http://a:1/', { api_key: 'new' });
  const another = withServer(restarted, 'http://b:1', { api_key: 'b' });

  expect(findServer(another, 'http://a:1')).toEqual({ api_key: 'new', is_current: true });
  expect(findCurrentServer(another)).toBe('http://a:1');
});

test('signing in makes a server the current one, and signing out makes the newest one current', () => {
  const first = withServer({}, 'http://a:1', { api_key: 'a', is_current: true });
  const second = withServer(first, 'http://b:1', { api_key: 'b', is_current: true });
  const third = withServer(second, 'http://c:1', { api_key: 'c' });

  expect(findCurrentServer(third)).toBe('http://b:1');
  expect(third['http://a:1']).toEqual({ api_key: 'a' });
  expect(findCurrentServer(withoutServer(third, 'http://b:1'))).toBe('http://c:1');
  expect(findCurrentServer({})).toBeUndefined();
});

test('printed credentials can be parsed, and properties of Object are not servers', () => {
  const saved = withServer({}, 'https://kv.example.com/graphql', { api_key: 'k', tenant_id: 't' });

  expect(parseCredentials(printCredentials(saved))).toEqual({
    'https://kv.example.com': { api_key: 'k', tenant_id: 't' },
  });
  expect(findServer(saved, 'constructor')).toBeUndefined();
});
