import { expect, test } from 'vitest';
import { lookAlikes } from './look-alikes.ts';

test.each([
  ['etl/\u200brun', 'etl/run'],
  ['etl/run ', 'etl/run'],
  ['etl/run', 'etl/run\n'],
  ['etl/run', '\ufeffetl/run'],
  ['my key', 'my\u00a0key'],
  ['my\u00a0key', 'my key'],
  ['café', 'cafe\u0301'],
  ['cafe\u0301', 'café'],
])('%j may be confused with %j', (key, other) => {
  expect(lookAlikes(key)).toContain(other);
});

test('no key is its own look-alike, and none is empty', () => {
  for (const key of ['a', ' ', '\u200b', 'é']) {
    expect(lookAlikes(key)).not.toContain(key);
    expect(lookAlikes(key)).not.toContain('');
  }
});
