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

test('behind a path of a proxy a server has a key of its own, which no other path is given', () => {
  const root = withServer({}, 'https://example.com', { api_key: 'root' });
  const saved = withServer(root, 'https://example.com/team/kv/', { api_key: 'team', is_current: true });

  expect(findCurrentServer(saved)).toBe('https://example.com/team/kv');
  expect(findServer(saved, 'https://example.com/team/kv')?.api_key).toBe('team');
  expect(findServer(saved, 'https://example.com/graphql')?.api_key).toBe('root');
  const onlyTeam = withoutServer(saved, 'https://example.com/');
  expect(findServer(onlyTeam, 'https://example.com')).toBeUndefined();
  expect(findServer(onlyTeam, 'https://example.com/other/kv')).toBeUndefined();
});

test('the key saved for a server is found and forgotten under a path that has none of its own', () => {
  const saved = withServer({}, 'https://example.com', { api_key: 'root' });

  expect(findServer(saved, 'https://example.com/team/kv')?.api_key).toBe('root');
  expect(withoutServer(saved, 'https://example.com/team/kv')).toEqual({});
});
