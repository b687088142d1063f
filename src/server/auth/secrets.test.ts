import { expect, test } from 'vitest';
import { makeApiKey, mayBeApiKey } from './secrets.ts';
import { SIGN_IN_LINK_MINUTES, SignInToken } from './sign-in-token.ts';

test('an API key starts with a letter and has only characters that the original client leaves alone', () => {
  const keys = Array.from({ length: 200 }, makeApiKey);

  for (const key of keys) expect(key).toMatch(/^kvs_[0-9A-Za-z]{49}$/);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.every(mayBeApiKey)).toBe(true);
});

test('a mistyped or cut key of ours is told by its checksum; a key of the operator’s own has none', () => {
  const key = makeApiKey();
  const other = key[20] === 'a' ? 'b' : 'a';

  expect(mayBeApiKey(`${key.slice(0, 20)}${other}${key.slice(21)}`)).toBe(false);
  expect(mayBeApiKey(key.slice(0, -1))).toBe(false);
  expect(mayBeApiKey('my-admin-key')).toBe(true);
});

test('the token of the sign-in link is good once, and only for its minutes', () => {
  let now = 0;
  const { token, signInToken } = SignInToken.issue(() => now);
  expect(signInToken.redeem('wrong')).toBe(false);
  expect(signInToken.redeem(token)).toBe(true);
  expect(signInToken.redeem(token)).toBe(false);

  const late = SignInToken.issue(() => now);
  now = SIGN_IN_LINK_MINUTES * 60_000 + 1;
  expect(late.signInToken.redeem(late.token)).toBe(false);
});
