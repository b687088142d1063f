import { expect, test } from 'vitest';
import { describeUnknownSettings } from './unknown-settings.ts';

test.each([
  ['KV_LICENCE_PAIRS', 'KV_LICENSE_PAIRS'],
  ['KV_DATABSE_URL', 'KV_DATABASE_URL'],
  ['KV_LOGLEVEL', 'KV_LOG_LEVEL'],
])('%s, which is not a setting, is reported with the nearest name', (name, nearest) => {
  expect(describeUnknownSettings({ [name]: 's3cret', KV_PORT: '1' })).toEqual([
    `${name} is not a setting, so it has no effect. Did you mean ${nearest}?`,
  ]);
});

test('a name that is like no setting is reported without a guess, and those of the clients are not', () => {
  expect(
    describeUnknownSettings({ KV_PORTABLE_BACKUP_TARGET: 'x', KV_API_KEY: 'x', KV_API_URL: 'x', HOME: '/' }),
  ).toEqual(['KV_PORTABLE_BACKUP_TARGET is not a setting, so it has no effect.']);
});
