import { expect, test } from 'vitest';
import { makeApiKey, mayBeApiKey } from './secrets.ts';
import { SIGN_IN_LINK_MINUTES, SignInToken } from './sign-in-token.ts';

test('an API key starts with a letter and has only characters that the original client passes on unchanged', () => {
  const keys = Array.from({ length: 200 }, makeApiKey);

  for (const key of keys) expect(key).toMatch(/^kvs_[0-9A-Za-z]{49}$/);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.every(mayBeApiKey)).toBe(true);
});

test('the checksum exposes a mistyped or truncated key of ours; a key chosen by the operator has none', () => {
  const key = makeApiKey();
  const other = key[20] === 'a' ? 'b' : 'a';

  expect(mayBeApiKey(`${key.slice(0, 20)}${other}${key.slice(21)}`)).toBe(false);
  expect(mayBeApiKey(key.slice(0, -1))).toBe(false);
  expect(mayBeApiKey('my-admin-key')).toBe(true);
});

test('the token of the sign-in link works once, and only until it expires', () => {
  let now = 0;
  const { token, signInToken } = SignInToken.issue(() => now);
  expect(signInToken.redeem('wrong')).toBe(false);
  expect(signInToken.redeem(token)).toBe(true);
  expect(signInToken.redeem(token)).toBe(false);

  const late = SignInToken.issue(() => now);
  now = SIGN_IN_LINK_MINUTES * 60_000 + 1;
  expect(late.signInToken.redeem(late.token)).toBe(false);
});
