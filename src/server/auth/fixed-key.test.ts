import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isFixedKey } from './fixed-key.ts';
import { makeApiKey } from './secrets.ts';

describe('a key that can be guessed is refused', () => {
  test.each([
    'password',
    'password-password-password',
    'Password1234567890123',
    'EXAMPLE-API-KEY-EXAMPLE',
    'my-secret-admin-api-key',
    'changeme_changeme_changeme',
    'correct-horse-battery-staple',
    'your-api-key-goes-here-please',
    'aaaaaaaaaaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabcabcabc',
    'ab12-ab12-ab12-ab12-ab12',
    'abcdefghijklmnopqrstuvwxyz',
    'zyxwvutsrqponmlkjihgfedcba',
    'qwertyuiopasdfghjklzxcvbnm',
    'q1w2e3r4t5y6u7i8o9p0q1w2',
    'a12345678901234567890',
    'kV9xQ2mZ7tRw4LbN8cH',
    '9kV9xQ2mZ7tRw4LbN8cHd',
    `kvs_${'a'.repeat(49)}`,
    `k${'x7'.repeat(64)}`,
  ])('%s', (key) => {
    expect(isFixedKey(key)).toBe(false);
  });
});

test('a random key is accepted', () => {
  for (let index = 0; index < 300; index += 1) {
    const keys = [
      makeApiKey(),
      `k${randomBytes(20).toString('hex')}`,
      `k${randomUUID()}`,
      `kv-admin-key-${randomBytes(16).toString('hex')}`,
      `k${randomBytes(16).toString('base64url')}`,
    ];
    for (const key of keys) expect(isFixedKey(key), key).toBe(true);
  }
});
