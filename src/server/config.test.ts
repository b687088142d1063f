import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('nothing needs to be set', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 4200,
    database: { kind: 'file', path: resolve('data/kv.sqlite') },
    adminApiKey: undefined,
    licensePairs: 50,
    maxValueBytes: 1_048_576,
    retention: { versionsKept: 100, versionDays: 90, trashDays: 30, historyBytes: 100 * 1024 * 1024 },
    querySeconds: 10,
    allowedHosts: [],
    publicUrl: 'http://127.0.0.1:4200',
    logLevel: 'info',
  });
});

test('an empty setting counts as unset', () => {
  expect(readConfig({ KV_PORT: '', KV_DATABASE_URL: ' ' })).toEqual(readConfig({}));
});

test('the log level of a terminal counts only without a setting', () => {
  expect(readConfig({}, 'warn').logLevel).toBe('warn');
  expect(readConfig({ KV_LOG_LEVEL: 'debug' }, 'warn').logLevel).toBe('debug');
});

test('every setting is read', () => {
  expect(
    readConfig({
      KV_HOST: '::1',
      KV_PORT: '0',
      KV_DATABASE_URL: 'file:///var/lib/kv%20store/kv.sqlite',
      KV_ADMIN_API_KEY: 'kvt-7Qm2vRx9LpTz4WcB',
      KV_LICENSE_PAIRS: '0',
      KV_MAX_VALUE_BYTES: '1',
      KV_VERSIONS_KEPT: '2',
      KV_VERSION_DAYS: '3',
      KV_TRASH_DAYS: '4',
      KV_HISTORY_MB: '5',
      KV_QUERY_SECONDS: '5',
      KV_ALLOWED_HOSTS: 'kv.internal, Other.Example.',
      KV_PUBLIC_URL: 'https://kv.example.com/',
      KV_LOG_LEVEL: 'silent',
    }),
  ).toEqual({
    host: '::1',
    port: 0,
    database: { kind: 'file', path: '/var/lib/kv store/kv.sqlite' },
    adminApiKey: 'kvt-7Qm2vRx9LpTz4WcB',
    licensePairs: 0,
    maxValueBytes: 1,
    retention: { versionsKept: 2, versionDays: 3, trashDays: 4, historyBytes: 5 * 1024 * 1024 },
    querySeconds: 5,
    allowedHosts: ['kv.internal', 'other.example'],
    publicUrl: 'https://kv.example.com',
    logLevel: 'silent',
  });
  expect(readConfig({ KV_HOST: '::1', KV_PORT: '1' }).publicUrl).toBe('http://[::1]:1');
});

describe('a wrong setting is named in one line', () => {
  test.each([
    ['KV_HOST', 'http://localhost'],
    ['KV_HOST', '127.0.0.1:80'],
    ['KV_HOST', 'localhost:4200'],
    ['KV_HOST', '[::1]'],
    ['KV_PORT', '65536'],
    ['KV_PORT', '42.5'],
    ['KV_PORT', '0x10'],
    ['KV_DATABASE_URL', './data/kv.sqlite'],
    ['KV_DATABASE_URL', 'file:'],
    ['KV_DATABASE_URL', 'postgres://localhost/kv'],
    ['KV_ADMIN_API_KEY', '12345678'],
    ['KV_ADMIN_API_KEY', 'short'],
    ['KV_ADMIN_API_KEY', 'with space in it'],
    ['KV_ADMIN_API_KEY', 'kvs_7Qm2vRx9LpTz4WcB'],
    ['KV_ADMIN_API_KEY', 'kvt-7Qm2vRx9LpTz4Wc'],
    ['KV_ADMIN_API_KEY', 'password-password-password'],
    ['KV_ADMIN_API_KEY', `kvs_${'a'.repeat(49)}`],
    ['KV_QUERY_SECONDS', '0'],
    ['KV_HISTORY_MB', '0'],
    ['KV_LICENSE_PAIRS', '-1'],
    ['KV_LICENSE_PAIRS', 'fifty'],
    ['KV_MAX_VALUE_BYTES', '1048577'],
    ['KV_VERSIONS_KEPT', '0'],
    ['KV_VERSION_DAYS', '0'],
    ['KV_TRASH_DAYS', '1.5'],
    ['KV_ALLOWED_HOSTS', 'https://kv.example.com'],
    ['KV_PUBLIC_URL', 'kv.example.com'],
    ['KV_PUBLIC_URL', 'https://kv.example.com/path'],
    ['KV_LOG_LEVEL', 'loud'],
  ])('%s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      expect.objectContaining({ lines: [expect.stringMatching(new RegExp(`^${name} must be .*\\.$`))] }),
    );
  });

  test('and all of them together', () => {
    expect(() => readConfig({ KV_PORT: 'x', KV_LOG_LEVEL: 'y', KV_HOST: '!' })).toThrow(ConfigError);
    try {
      readConfig({ KV_PORT: 'x', KV_LOG_LEVEL: 'y', KV_HOST: '!' });
    } catch (error) {
      expect((error as ConfigError).lines).toHaveLength(3);
    }
  });

  test('never with its value', () => {
    expect(() => readConfig({ KV_ADMIN_API_KEY: '1-s3cret' })).toThrow(/^KV_ADMIN_API_KEY (?!.*s3cret)/);
  });
});
